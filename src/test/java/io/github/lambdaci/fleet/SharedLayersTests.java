package io.github.lambdaci.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.account.ArtifactMetadata;
import io.github.lambdaci.account.LayerRequest;
import io.github.lambdaci.account.LayerVersionArn;
import io.github.lambdaci.account.StoredArtifact;
import io.github.lambdaci.artifact.Archive;
import io.github.lambdaci.artifact.ArtifactKey;
import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.concurrent.Pending;
import io.github.lambdaci.concurrent.Together;
import io.github.lambdaci.project.SourceVersion;
import io.github.lambdaci.runtime.Architecture;
import io.github.lambdaci.runtime.LambdaRuntime;
import io.github.lambdaci.testing.FakeAws;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedLayersTests {
    private static final Sha256 ONE = Sha256.of(new byte[] {1});
    private static final Sha256 TWO = Sha256.of(new byte[] {2});

    private final FakeAws aws = new FakeAws();
    private final SharedLayers shared = new SharedLayers(aws.layers());

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private StoredArtifact packages;

    @Test
    void manyThatWantTheSameGetOneVersion() {
        try (Together together = Together.reading()) {
            List<Pending<LayerVersionArn>> all = IntStream.range(0, 8)
                    .mapToObj(number -> together.start("publishing", () -> shared.publish(request("deps", ONE))))
                    .toList();

            assertThat(all.stream().map(Pending::get).distinct()).hasSize(1);
        }
        assertThat(aws.layers().layerVersions("deps")).hasSize(1);
    }

    @Test
    void anotherLayerAndOtherPackagesAreOthers() {
        shared.publish(request("deps", ONE));
        shared.publish(request("deps", TWO));
        shared.publish(request("other", ONE));

        assertThat(aws.layers().layerVersions("deps")).hasSize(2);
        assertThat(aws.layers().layerVersions("other")).hasSize(1);
    }

    @Test
    void otherBytesOfTheSameDependenciesAreAnotherVersion() throws IOException {
        LayerVersionArn one = shared.publish(request("deps", ONE));
        packages = uploaded("packages that were built once more");

        assertThat(shared.publish(request("deps", ONE))).isNotEqualTo(one);
    }

    @BeforeEach
    void upload() throws IOException {
        packages = uploaded("packages");
    }

    private StoredArtifact uploaded(String content) throws IOException {
        Path zip = Files.writeString(folder.resolve("deps.zip"), content);
        Archive archive = new Archive(zip, Sha256.of(zip), content.length(), 20, 1);
        return aws.store()
                .upload(
                        archive,
                        new ArtifactKey("bucket", "deps.zip"),
                        new ArtifactMetadata(archive.sha256(), 20, "1.0", Optional.empty()));
    }

    private LayerRequest request(String layer, Sha256 fingerprint) {
        return new LayerRequest(
                layer,
                packages,
                fingerprint,
                LambdaRuntime.of("python3.13"),
                Architecture.X86_64,
                SourceVersion.of("1.0"));
    }
}
