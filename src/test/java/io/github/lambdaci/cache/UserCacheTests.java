package io.github.lambdaci.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UserCacheTests {
    @Test
    void itIsWhereTheUserKeepsSuchThings() {
        assertThat(UserCache.folder(Map.of(), "/home/me")).contains(Path.of("/home/me/.cache/lambda-ci"));
        assertThat(UserCache.folder(Map.of("XDG_CACHE_HOME", "/elsewhere"), "/home/me"))
                .contains(Path.of("/elsewhere/lambda-ci"));
    }

    @Test
    void aRelativePathDoesNotCount() {
        assertThat(UserCache.folder(Map.of("XDG_CACHE_HOME", "relative"), "/home/me"))
                .contains(Path.of("/home/me/.cache/lambda-ci"));
        assertThat(UserCache.folder(Map.of(), "?")).isEmpty();
    }
}
