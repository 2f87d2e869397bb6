package io.github.lambdaci.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.artifact.ArtifactKey;
import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.runtime.Architecture;
import io.github.lambdaci.runtime.LambdaRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LastLooksTests {
    private static final ArtifactKey MARKER = new ArtifactKey("artifacts", "lambda-ci/orders/latest/latest.json");
    private static final LastLook LOOK =
            new LastLook(LambdaRuntime.of("python3.13"), Architecture.ARM64, Sha256.of(new byte[] {1}), "\"etag\"");

    @TempDir
    Path caches;

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(caches.resolve("functions"))) {
            return files.toList();
        }
    }

    @Test
    void whatWasKeptIsKnownToALaterRun() throws IOException {
        LastLooks.in(caches).keep(MARKER, LOOK);

        assertThat(LastLooks.in(caches).of(MARKER)).contains(LOOK);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(caches.resolve("functions"))))
                .isEqualTo("rwx------");
    }

    @Test
    void theLastOneStays() throws IOException {
        LastLook next = new LastLook(LOOK.runtime(), Architecture.X86_64, LOOK.sources(), "another");
        LastLooks.in(caches).keep(MARKER, LOOK);
        LastLooks.in(caches).keep(MARKER, next);

        assertThat(LastLooks.in(caches).of(MARKER)).contains(next);
        assertThat(files()).hasSize(1);
    }

    @Test
    void eachBucketFunctionAndAliasHasItsOwn() {
        LastLooks.in(caches).keep(MARKER, LOOK);

        assertThat(LastLooks.in(caches).of(new ArtifactKey("other", MARKER.key())))
                .isEmpty();
        assertThat(LastLooks.in(caches).of(new ArtifactKey("artifacts", "lambda-ci/orders/latest/qa.json")))
                .isEmpty();
    }

    @Test
    void whatIsDamagedIsAsGoodAsNothing() throws IOException {
        LastLooks looks = LastLooks.in(caches);
        for (String content : List.of("", "{", "[]", "{\"runtime\": \"?\"}")) {
            looks.keep(MARKER, LOOK);
            Files.writeString(files().get(0), content);
            assertThat(looks.of(MARKER)).as(content).isEmpty();
        }
    }

    @Test
    void aFolderThatCannotBeMadeIsNoMatter() throws IOException {
        Files.writeString(caches.resolve("functions"), "a file");

        LastLooks.in(caches).keep(MARKER, LOOK);

        assertThat(LastLooks.in(caches).of(MARKER)).isEmpty();
    }

    @Test
    void whoeverKeepsNothingKnowsNothing() {
        LastLooks.NONE.keep(MARKER, LOOK);

        assertThat(LastLooks.NONE.of(MARKER)).isEmpty();
    }
}
