package io.github.lambdaci.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.lambda.model.AliasConfiguration;
import software.amazon.awssdk.services.lambda.model.GetAliasResponse;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.PreconditionFailedException;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.UpdateAliasRequest;

final class LambdaAliasTests {
    private static final String FUNCTION = "orders";

    @TempDir
    private Path directory;

    private SandboxFixture sandbox;

    @BeforeEach
    void start() {
        sandbox = new SandboxFixture(directory, SandboxSettings.defaults().withDelay(Duration.ZERO));
        sandbox.createFunction(FUNCTION, "python3.12", "app.handler", SandboxFixture.zip(Map.of("app.py", "1")));
        publish("1");
        publish("2");
        sandbox.lambda()
                .createAlias(
                        request -> request.functionName(FUNCTION).name("live").functionVersion("1"));
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private void publish(String content) {
        sandbox.lambda()
                .updateFunctionCode(request ->
                        request.functionName(FUNCTION).zipFile(SandboxFixture.zip(Map.of("app.py", "V = " + content))));
        assertThat(sandbox.lambda()
                        .publishVersion(request -> request.functionName(FUNCTION))
                        .version())
                .isEqualTo(content);
    }

    private GetAliasResponse alias() {
        return sandbox.lambda()
                .getAlias(request -> request.functionName(FUNCTION).name("live"));
    }

    private void update(java.util.function.Consumer<UpdateAliasRequest.Builder> change) {
        var unused = sandbox.lambda()
                .updateAlias(
                        request -> change.accept(request.functionName(FUNCTION).name("live")));
    }

    @Test
    void aliasMovesOnlyForWhoKnowsItsRevision() {
        String revision = alias().revisionId();

        update(request -> request.functionVersion("2").revisionId(revision));

        assertThat(alias().functionVersion()).isEqualTo("2");
        assertThatThrownBy(() -> update(request -> request.functionVersion("1").revisionId(revision)))
                .isInstanceOf(PreconditionFailedException.class)
                .hasMessageContaining("Call the GetFunction/GetAlias API to retrieve the latest Revision Id");
        assertThat(alias().functionVersion()).isEqualTo("2");
    }

    @Test
    void functionBehindAnAliasHasTheVersionsNumberAndTheAliasesArn() {
        var behind = sandbox.lambda()
                .getFunction(request -> request.functionName(FUNCTION).qualifier("live"))
                .configuration();

        assertThat(behind.version()).isEqualTo("1");
        assertThat(behind.functionArn()).endsWith(":function:orders:live");
    }

    @Test
    void weightsStayUntilTheyAreCleared() {
        update(request -> request.routingConfig(routing -> routing.additionalVersionWeights(Map.of("2", 0.1))));
        update(request -> request.description("not about weights"));
        assertThat(alias().routingConfig().additionalVersionWeights()).containsExactly(Map.entry("2", 0.1));

        update(request ->
                request.functionVersion("2").routingConfig(routing -> routing.additionalVersionWeights(Map.of())));
        assertThat(alias().routingConfig()).isNull();
        assertThat(alias().functionVersion()).isEqualTo("2");
    }

    @Test
    void weightsHaveRules() {
        assertThatThrownBy(() -> update(request ->
                        request.routingConfig(routing -> routing.additionalVersionWeights(Map.of("1", 0.1)))))
                .isInstanceOf(InvalidParameterValueException.class)
                .hasMessageContaining("should not be the same");
        assertThatThrownBy(() -> update(request -> request.functionVersion("$LATEST")
                        .routingConfig(routing -> routing.additionalVersionWeights(Map.of("1", 0.1)))))
                .isInstanceOf(InvalidParameterValueException.class)
                .hasMessageContaining("$LATEST is not supported");
        assertThatThrownBy(() -> update(request ->
                        request.routingConfig(routing -> routing.additionalVersionWeights(Map.of("2", 1.5)))))
                .hasMessageContaining("less than or equal to 1.0");
        assertThatThrownBy(() -> update(request ->
                        request.routingConfig(routing -> routing.additionalVersionWeights(Map.of("9", 0.5)))))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThat(alias().routingConfig()).isNull();
    }

    @Test
    void versionThatAnAliasUsesIsNotDeleted() {
        update(request -> request.routingConfig(routing -> routing.additionalVersionWeights(Map.of("2", 0.1))));

        for (String version : new String[] {"1", "2"}) {
            assertThatThrownBy(() -> sandbox.lambda()
                            .deleteFunction(
                                    request -> request.functionName(FUNCTION).qualifier(version)))
                    .isInstanceOf(ResourceConflictException.class)
                    .hasMessageContaining("the following aliases reference it: [live]");
        }
    }

    @Test
    void aliasesAreListedForOneVersion() {
        sandbox.lambda()
                .createAlias(
                        request -> request.functionName(FUNCTION).name("beta").functionVersion("2"));

        assertThat(sandbox.lambda()
                        .listAliases(request -> request.functionName(FUNCTION))
                        .aliases())
                .extracting(AliasConfiguration::name)
                .containsExactly("beta", "live");
        assertThat(sandbox.lambda()
                        .listAliases(request -> request.functionName(FUNCTION).functionVersion("2"))
                        .aliases())
                .extracting(AliasConfiguration::name)
                .containsExactly("beta");
    }

    @Test
    void aliasCannotBeMadeTwiceOrOfNothing() {
        assertThatThrownBy(() -> sandbox.lambda()
                        .createAlias(request ->
                                request.functionName(FUNCTION).name("live").functionVersion("2")))
                .isInstanceOf(ResourceConflictException.class)
                .hasMessageContaining("Alias already exists");
        assertThatThrownBy(() -> sandbox.lambda()
                        .createAlias(request ->
                                request.functionName(FUNCTION).name("other").functionVersion("9")))
                .isInstanceOf(ResourceNotFoundException.class);
        sandbox.lambda().deleteAlias(request -> request.functionName(FUNCTION).name("live"));
        assertThatThrownBy(this::alias)
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("Cannot find alias arn");
    }
}
