package io.github.lambdaci.cache;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a user's caches are, by the <a href="https://specifications.freedesktop.org/basedir/latest/">XDG specification</a>. */
public final class UserCache {
    private UserCache() {}

    /**
     * The folder {@code lambda-ci} below {@code XDG_CACHE_HOME} or {@code ~/.cache}; nothing where neither can be.
     *
     * @param environment this process's environment
     * @param home the user's home folder
     */
    public static Optional<Path> folder(Map<String, String> environment, String home) {
        // A path that is not absolute does not count: so says the specification, and Java calls a home "?" that is
        // none.
        return Stream.of(
                        Path.of(environment.getOrDefault("XDG_CACHE_HOME", "")),
                        Path.of(home).resolve(".cache"))
                .filter(Path::isAbsolute)
                .findFirst()
                .map(caches -> caches.resolve("lambda-ci"));
    }
}
