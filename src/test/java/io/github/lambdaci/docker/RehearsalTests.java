package io.github.lambdaci.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a rehearsal does not come to, no archive of classes holds. */
@Timeout(60)
final class RehearsalTests {
    @Test
    void itComesToTheEndOfABuild() throws IOException {
        assertThat(Rehearsal.build())
                .map(request -> request.replaceFirst("\\?.*", "").replaceFirst(" /v1\\.\\d+", " "))
                .containsExactly(
                        "GET /version",
                        "GET /images/public.ecr.aws%2Fsam%2Fbuild-python3.13:latest-x86_64/json",
                        "POST /volumes/create",
                        "POST /containers/create",
                        "PUT /containers/none/archive",
                        "POST /containers/none/start",
                        "GET /containers/none/logs",
                        "POST /containers/none/wait",
                        "GET /containers/none/archive",
                        "DELETE /containers/none");
    }
}
