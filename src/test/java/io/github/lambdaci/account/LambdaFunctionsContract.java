package io.github.lambdaci.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.failure.AwsException;
import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.runtime.Architecture;
import io.github.lambdaci.testing.Gap;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Lambda's functions do. */
public abstract class LambdaFunctionsContract extends PortContract {
    private String function;
    private LambdaFunctions functions;

    @BeforeEach
    void createFunction() {
        function = aws().createFunction(unique("function"));
        functions = aws().functions();
    }

    private FunctionVersion release(String code) {
        FunctionVersion updated = functions.updateCode(functions.latest(function), stored(code));
        return functions.publishVersion(updated, code);
    }

    private LayerVersionArn layer(String name) {
        return aws().layers()
                .publish(LambdaLayersContract.request(unique(name), stored(name), Sha256.of(new byte[] {1})));
    }

    @Test
    void functionThatDoesNotExistIsTheProjectsFault() {
        assertThatThrownBy(() -> functions.latest("nobody"))
                .isInstanceOf(ProjectException.class)
                .hasMessageContaining("nobody");
    }

    @Test
    void latestIsReadAsItIs() {
        FunctionVersion latest = functions.latest(function);

        assertThat(latest.functionArn()).endsWith(":function:" + function);
        assertThat(latest.version()).isEqualTo("$LATEST");
        assertThat(latest.runtime().name()).isEqualTo("python3.12");
        assertThat(latest.architecture()).isEqualTo(Architecture.X86_64);
        assertThat(latest.layers()).isEmpty();
        assertThat(latest.logGroup()).isEqualTo("/aws/lambda/" + function);
        assertThat(functions.latest(function)).isEqualTo(latest);
    }

    @Test
    void stateIsToldWithoutWaiting() {
        FunctionVersion updated = functions.updateCode(functions.latest(function), stored("code"));

        LatestState state = functions.state(function);

        assertThat(state.version()).isEqualTo(updated);
        assertThat(state.update()).isEqualTo(LatestState.Update.SUCCESSFUL);
        assertThat(state.reason()).isEmpty();
        assertThat(state.codeBytes()).isPositive();
        assertThat(state.modified()).isAfter(Instant.parse("2020-01-01T00:00:00Z"));
    }

    @Test
    void stateOfAFunctionThatDoesNotExistIsTheProjectsFault() {
        assertThatThrownBy(() -> functions.state("nobody")).isInstanceOf(ProjectException.class);
    }

    @Test
    void versionOfOldIsReady() {
        FunctionVersion first = release("first");
        release("second");

        assertThat(functions.ready(function, first.version()).behavesLike(first))
                .isTrue();
    }

    @Test
    void versionThatDoesNotExistIsNotReady() {
        assertThatThrownBy(() -> functions.ready(function, "17"))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("17");
    }

    @Test
    void changedSettingsShow() {
        FunctionVersion before = functions.latest(function);

        aws().changeSettings(function);

        FunctionVersion after = functions.latest(function);
        assertThat(after.settings()).isNotEqualTo(before.settings());
        assertThat(after.behavesLike(before)).isFalse();
    }

    @Test
    void updatedCodeIsTheStoredCode() {
        StoredArtifact code = stored("code");

        FunctionVersion updated = functions.updateCode(functions.latest(function), code);

        assertThat(updated.codeSha256()).isEqualTo(code.sha256());
        assertThat(functions.latest(function)).isEqualTo(updated);
    }

    @Test
    void codeIsOfTheObjectVersionThatWasStored() {
        needs(Gap.OBJECT_VERSIONS);
        StoredArtifact code = stored("code");
        aws().store().upload(zip("later"), code.key(), metadata(zip("later")));

        assertThat(functions.updateCode(functions.latest(function), code).codeSha256())
                .isEqualTo(code.sha256());
    }

    @Test
    void codeThatIsGoneIsRefused() {
        StoredArtifact stored = stored("code");
        StoredArtifact gone =
                new StoredArtifact(aws().key(unique("gone")), Optional.empty(), stored.bytes(), stored.metadata());

        assertThatThrownBy(() -> functions.updateCode(functions.latest(function), gone))
                .isInstanceOf(AwsException.class);
    }

    @Test
    void codeIsNotChangedAtAnOldRevision() {
        needs(Gap.REVISIONS);
        FunctionVersion read = functions.latest(function);
        aws().changeSettings(function);

        assertThatThrownBy(() -> functions.updateCode(read, stored("code")))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("somebody else");
        assertThat(functions.latest(function).codeSha256()).isEqualTo(read.codeSha256());
    }

    @Test
    void layersAreReplacedInTheirOrder() {
        List<LayerVersionArn> layers = List.of(layer("z"), layer("a"));

        FunctionVersion updated = functions.updateLayers(functions.latest(function), layers);

        assertThat(updated.layers()).isEqualTo(layers);
        assertThat(functions.latest(function)).isEqualTo(updated);
        assertThat(functions.updateLayers(updated, List.of()).layers()).isEmpty();
    }

    @Test
    void layersAreNotChangedAtAnOldRevision() {
        needs(Gap.REVISIONS);
        FunctionVersion read = functions.latest(function);
        aws().changeSettings(function);

        assertThatThrownBy(() -> functions.updateLayers(read, List.of(layer("a"))))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("somebody else");
        assertThat(functions.latest(function).layers()).isEmpty();
    }

    @Test
    void layerThatDoesNotExistIsRefused() {
        LayerVersionArn published = layer("a");
        LayerVersionArn missing = new LayerVersionArn(published.layerArn(), 99);

        assertThatThrownBy(() -> functions.updateLayers(functions.latest(function), List.of(missing)))
                .isInstanceOf(AwsException.class);
    }

    @Test
    void changesFollowEachOther() {
        LayerVersionArn layer = layer("a");
        StoredArtifact code = stored("code");

        FunctionVersion updated =
                functions.updateCode(functions.updateLayers(functions.latest(function), List.of(layer)), code);
        FunctionVersion published = functions.publishVersion(updated, "1.0");

        assertThat(published.layers()).containsExactly(layer);
        assertThat(published.codeSha256()).isEqualTo(code.sha256());
    }

    @Test
    void publishedVersionIsNumberedAndBehavesLikeLatest() {
        FunctionVersion first = release("first");
        FunctionVersion second = release("second");

        assertThat(first.version()).isEqualTo("1");
        assertThat(second.version()).isEqualTo("2");
        assertThat(second.functionArn()).isEqualTo(first.functionArn()).endsWith(":function:" + function);
        assertThat(second.behavesLike(functions.latest(function))).isTrue();
        assertThat(second.behavesLike(first)).isFalse();
    }

    @Test
    void publishingWhatWasPublishedReturnsTheSameVersion() {
        needs(Gap.UNCHANGED_VERSIONS);
        FunctionVersion first = release("code");

        FunctionVersion again = functions.publishVersion(functions.latest(function), "another description");

        assertThat(again.version()).isEqualTo(first.version());
    }

    @Test
    void codeThatComesBackGetsANewVersion() {
        release("first");
        release("second");

        assertThat(release("first").version()).isEqualTo("3");
    }

    @Test
    void versionIsNotPublishedAtAnOldRevision() {
        needs(Gap.REVISIONS);
        FunctionVersion read = functions.latest(function);
        aws().changeSettings(function);

        assertThatThrownBy(() -> functions.publishVersion(read, "1.0"))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("somebody else");
    }

    @Test
    void publishedVersionIsReadAsItIs() {
        FunctionVersion published = release("code");

        FunctionVersion read = functions.version(function, "1");

        assertThat(read.version()).isEqualTo("1");
        assertThat(read.behavesLike(published)).isTrue();
    }

    @Test
    void versionThatDoesNotExistIsRefused() {
        assertThatThrownBy(() -> functions.version(function, "9")).isInstanceOf(AwsException.class);
    }

    @Test
    void unzippedLimitIsKnown() {
        assertThat(functions.unzippedLimit(300_000_000)).isGreaterThanOrEqualTo(262_144_000);
    }

    @Test
    void codeOfAVersionIsDownloaded() throws IOException {
        needs(Gap.CODE_DOWNLOADS);
        FunctionVersion version = release("first");
        FunctionVersion latest = functions.updateCode(functions.latest(function), stored("second"));

        functions.download(version, folder.resolve("version.zip"));
        functions.download(latest, folder.resolve("latest.zip"));

        assertThat(Sha256.of(folder.resolve("version.zip"))).isEqualTo(version.codeSha256());
        assertThat(Sha256.of(folder.resolve("latest.zip"))).isEqualTo(latest.codeSha256());
    }
}
