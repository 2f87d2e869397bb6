package io.github.lambdaci.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.Architecture;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.Layer;
import software.amazon.awssdk.services.lambda.model.LayerVersionsListItem;
import software.amazon.awssdk.services.lambda.model.PublishLayerVersionResponse;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

final class LambdaLayerTests {
    private static final String FUNCTION = "orders";
    private static final SdkBytes ZIP = SandboxFixture.zip(Map.of("python/dep.py", "X = 1"));

    @TempDir
    private Path directory;

    private SandboxFixture sandbox;

    @BeforeEach
    void start() {
        sandbox = new SandboxFixture(directory, SandboxSettings.defaults().withDelay(Duration.ZERO));
        sandbox.createFunction(FUNCTION, "python3.12", "app.handler", SandboxFixture.zip(Map.of("app.py", "1")));
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private PublishLayerVersionResponse publish(String name, String runtime) {
        return sandbox.lambda()
                .publishLayerVersion(request -> request.layerName(name)
                        .description("of " + runtime)
                        .compatibleRuntimesWithStrings(runtime)
                        .compatibleArchitectures(Architecture.ARM64)
                        .content(content -> content.zipFile(ZIP)));
    }

    private void attach(List<String> arns) {
        var unused = sandbox.lambda()
                .updateFunctionConfiguration(
                        request -> request.functionName(FUNCTION).layers(arns));
    }

    private List<String> attached() {
        return sandbox.lambda().getFunctionConfiguration(request -> request.functionName(FUNCTION)).layers().stream()
                .map(Layer::arn)
                .toList();
    }

    @Test
    void versionsAreListedNewestFirstInPages() {
        publish("deps", "python3.11");
        publish("deps", "python3.12");
        publish("deps", "python3.12");

        var first = sandbox.lambda()
                .listLayerVersions(request -> request.layerName("deps").maxItems(2));
        var second = sandbox.lambda()
                .listLayerVersions(
                        request -> request.layerName("deps").maxItems(2).marker(first.nextMarker()));
        var filtered = sandbox.lambda()
                .listLayerVersions(request -> request.layerName("deps").compatibleRuntime("python3.11"));
        var otherArchitecture = sandbox.lambda()
                .listLayerVersions(request -> request.layerName("deps").compatibleArchitecture(Architecture.X86_64));

        assertThat(first.layerVersions())
                .extracting(LayerVersionsListItem::version)
                .containsExactly(3L, 2L);
        assertThat(second.layerVersions())
                .extracting(LayerVersionsListItem::version)
                .containsExactly(1L);
        assertThat(second.nextMarker()).isNull();
        assertThat(filtered.layerVersions())
                .extracting(LayerVersionsListItem::version)
                .containsExactly(1L);
        assertThat(otherArchitecture.layerVersions()).isEmpty();
        assertThat(sandbox.lambda().listLayers().layers())
                .singleElement()
                .satisfies(layer ->
                        assertThat(layer.latestMatchingVersion().version()).isEqualTo(3));
    }

    @Test
    void deletedNumbersDoNotComeBackAndUsersKeepTheLayer() {
        String arn = publish("deps", "python3.12").layerVersionArn();
        attach(List.of(arn));

        sandbox.lambda().deleteLayerVersion(request -> request.layerName("deps").versionNumber(1L));

        assertThat(attached()).containsExactly(arn);
        assertThat(publish("deps", "python3.12").version()).isEqualTo(2);
        assertThatThrownBy(() -> sandbox.lambda().getLayerVersionByArn(request -> request.arn(arn)))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("The resource you requested does not exist.");
        assertThatThrownBy(() -> attach(List.of(arn)))
                .isInstanceOf(InvalidParameterValueException.class)
                .hasMessageContaining("Layer version " + arn + " does not exist.");
    }

    @Test
    void layerVersionIsFoundByItsArn() {
        PublishLayerVersionResponse published = publish("deps", "python3.12");

        var found = sandbox.lambda().getLayerVersionByArn(request -> request.arn(published.layerVersionArn()));

        assertThat(found.content().codeSha256()).isEqualTo(published.content().codeSha256());
        assertThat(found.description()).isEqualTo("of python3.12");
        assertThat(sandbox.send(
                                "GET",
                                java.net.URI.create(found.content().location()).getPath(),
                                new byte[0])
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void orderIsKeptAndRulesAreEnforced() {
        List<String> six = IntStream.range(0, 6)
                .mapToObj(number -> publish("layer" + number, "python3.12").layerVersionArn())
                .toList();
        String second = publish("layer0", "python3.12").layerVersionArn();

        attach(List.of(six.get(3), six.get(0)));
        assertThat(attached()).containsExactly(six.get(3), six.get(0));

        assertThatThrownBy(() -> attach(six))
                .isInstanceOf(InvalidParameterValueException.class)
                .hasMessageContaining("more than 5 layers");
        assertThatThrownBy(() -> attach(List.of(six.get(0), second)))
                .isInstanceOf(InvalidParameterValueException.class)
                .hasMessageContaining("Two different versions of the same layer are not allowed");
        assertThatThrownBy(() -> attach(List.of("arn:aws:lambda:us-east-1:999999999999:layer:theirs:1")))
                .isInstanceOfSatisfying(
                        LambdaException.class,
                        refused -> assertThat(refused.statusCode()).isEqualTo(403));
        assertThat(attached()).containsExactly(six.get(3), six.get(0));
        attach(List.of());
        assertThat(attached()).isEmpty();
    }
}
