package io.github.lambdaci.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.failure.AwsException;
import io.github.lambdaci.project.SourceVersion;
import io.github.lambdaci.runtime.Architecture;
import io.github.lambdaci.runtime.LambdaRuntime;
import io.github.lambdaci.testing.Gap;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What Lambda's layers do. */
public abstract class LambdaLayersContract extends PortContract {
    private static final Sha256 FIRST = Sha256.of(new byte[] {1});
    private static final Sha256 SECOND = Sha256.of(new byte[] {2});

    static LayerRequest request(String layer, StoredArtifact packages, Sha256 fingerprint) {
        return new LayerRequest(
                layer,
                packages,
                fingerprint,
                LambdaRuntime.of("python3.12"),
                Architecture.X86_64,
                SourceVersion.of("feature/x"));
    }

    @Test
    void layerThatWasNeverPublishedIsNotFound() {
        assertThat(aws().layers().find(unique("layer"), FIRST)).isEmpty();
    }

    @Test
    void publishedVersionIsFoundByItsFingerprint() {
        String layer = unique("layer");
        LayerVersionArn first = aws().layers().publish(request(layer, stored("first"), FIRST));
        LayerVersionArn second = aws().layers().publish(request(layer, stored("second"), SECOND));

        assertThat(first.layerName()).isEqualTo(layer);
        assertThat(second.version()).isEqualTo(first.version() + 1);
        assertThat(aws().layers().find(layer, FIRST)).hasValue(first);
        assertThat(aws().layers().find(layer, SECOND)).hasValue(second);
        assertThat(aws().layers().find(layer, Sha256.of(new byte[] {3}))).isEmpty();
    }

    @Test
    void newestOfTwoWithTheSameFingerprintIsFound() {
        String layer = unique("layer");
        StoredArtifact packages = stored("packages");
        LayerVersionArn older = aws().layers().publish(request(layer, packages, FIRST));
        LayerVersionArn newer = aws().layers().publish(request(layer, packages, FIRST));

        assertThat(newer).isNotEqualTo(older);
        assertThat(aws().layers().find(layer, FIRST)).hasValue(newer);
    }

    @Test
    void versionsAreListedOldestFirstAndDeleted() {
        String layer = unique("layer");
        LayerVersionArn first = aws().layers().publish(request(layer, stored("first"), FIRST));
        LayerVersionArn second = aws().layers().publish(request(layer, stored("second"), SECOND));

        List<LayerVersion> listed = aws().layers().layerVersions(layer);
        aws().layers().delete(first);
        aws().layers().delete(first);

        assertThat(listed).extracting(LayerVersion::arn).containsExactly(first, second);
        assertThat(listed.get(0).fingerprint()).hasValue(FIRST);
        assertThat(listed.get(0).description()).startsWith("feature/x");
        assertThat(listed.get(0).created()).isAfter(Instant.parse("2020-01-01T00:00:00Z"));
        assertThat(aws().layers().layerVersions(layer)).containsExactly(listed.get(1));
        assertThat(aws().layers().find(layer, FIRST)).isEmpty();
        assertThat(aws().layers().layerVersions(unique("missing"))).isEmpty();
    }

    @Test
    void layersOfAFunctionAreListedWithIt() {
        String function = aws().createFunction(unique("function"));
        LayerVersionArn layer = aws().layers().publish(request(unique("layer"), stored("packages"), FIRST));
        aws().functions().updateLayers(aws().functions().latest(function), List.of(layer));

        assertThat(aws().usage().everyVersion())
                .filteredOn(used -> used.function().equals(function))
                .singleElement()
                .satisfies(used -> assertThat(used.layers()).containsExactly(layer));
    }

    @Test
    void packagesThatAreGoneAreRefused() {
        String layer = unique("layer");
        StoredArtifact stored = stored("packages");
        StoredArtifact gone =
                new StoredArtifact(aws().key(unique("gone")), Optional.empty(), stored.bytes(), stored.metadata());

        assertThatThrownBy(() -> aws().layers().publish(request(layer, gone, FIRST)))
                .isInstanceOf(AwsException.class);
    }

    @Test
    void refusedPackagesLeaveNoVersion() {
        needs(Gap.MISSING_OBJECTS);
        String layer = unique("layer");
        StoredArtifact stored = stored("packages");
        StoredArtifact gone =
                new StoredArtifact(aws().key(unique("gone")), Optional.empty(), stored.bytes(), stored.metadata());

        assertThatThrownBy(() -> aws().layers().publish(request(layer, gone, FIRST)))
                .isInstanceOf(AwsException.class);

        assertThat(aws().layers().find(layer, FIRST)).isEmpty();
    }

    @Test
    void sizeOfALayerIsThatOfItsContent() {
        needs(Gap.LAYER_DOWNLOADS);
        String function = aws().createFunction(unique("function"));
        LayerVersionArn layer = aws().layers().publish(request(unique("layer"), stored("x".repeat(5000)), FIRST));
        FunctionVersion latest =
                aws().functions().updateLayers(aws().functions().latest(function), List.of(layer));

        assertThat(aws().layers().size(latest, layer)).isEqualTo(LayerSize.unzipped(5000));
    }

    @Test
    void sizeOfALayerIsKnownAtLeast() {
        String function = aws().createFunction(unique("function"));
        StoredArtifact packages = stored("content");
        LayerVersionArn layer = aws().layers().publish(request(unique("layer"), packages, FIRST));
        FunctionVersion latest =
                aws().functions().updateLayers(aws().functions().latest(function), List.of(layer));

        assertThat(aws().layers().size(latest, layer))
                .isIn(LayerSize.unzipped("content".length()), LayerSize.zipped(packages.bytes()));
    }

    @Test
    void contentOfALayerIsTold() {
        StoredArtifact packages = stored("content");
        LayerVersionArn layer = aws().layers().publish(request(unique("layer"), packages, FIRST));

        LayerContent content = aws().layers().content(layer);

        assertThat(content.sha256()).isEqualTo(packages.sha256());
        assertThat(content.fingerprint()).hasValue(FIRST);
        assertThatThrownBy(() -> aws().layers().content(new LayerVersionArn(layer.layerArn(), layer.version() + 1)))
                .isInstanceOf(AwsException.class);
    }

    @Test
    void contentOfALayerIsDownloaded() throws IOException {
        needs(Gap.LAYER_DOWNLOADS);
        StoredArtifact packages = stored("content");
        LayerVersionArn layer = aws().layers().publish(request(unique("layer"), packages, FIRST));
        Path target = folder.resolve("layer.zip");

        aws().layers().download(layer, target);

        assertThat(Sha256.of(target)).isEqualTo(packages.sha256());
    }

    @Test
    void layerThatIsNotThereIsNotDownloaded() {
        LayerVersionArn layer = aws().layers().publish(request(unique("layer"), stored("content"), FIRST));
        LayerVersionArn none = new LayerVersionArn(layer.layerArn(), layer.version() + 1);

        assertThatThrownBy(() -> aws().layers().download(none, folder.resolve("layer.zip")))
                .isInstanceOf(AwsException.class);
    }
}
