package io.github.lambdaci.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.AliasRoutingConfiguration;
import software.amazon.awssdk.services.lambda.model.GetAliasResponse;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.PreconditionFailedException;
import software.amazon.awssdk.services.lambda.model.ProvisionedConcurrencyConfigListItem;
import software.amazon.awssdk.services.lambda.model.ProvisionedConcurrencyConfigNotFoundException;
import software.amazon.awssdk.services.lambda.model.ProvisionedConcurrencyStatusEnum;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.UpdateAliasRequest;

final class ProvisionedConcurrencyTests extends SettlingFunctionFixture {
    private static final SdkBytes ANSWERS_ONE =
            SandboxFixture.zip(Map.of("app.py", "def handler(event, context):\n    return 1\n"));
    private static final SdkBytes ANSWERS_TWO =
            SandboxFixture.zip(Map.of("app.py", "def handler(event, context):\n    return 2\n"));

    @BeforeEach
    void publishTwoVersions() {
        for (SdkBytes zip : new SdkBytes[] {ANSWERS_ONE, ANSWERS_TWO}) {
            updateCode(zip);
            settle();
            publish();
            settle();
        }
        sandbox.lambda()
                .createAlias(
                        request -> request.functionName(FUNCTION).name("live").functionVersion("1"));
    }

    private void provision(String qualifier) {
        var unused = sandbox.lambda()
                .putProvisionedConcurrencyConfig(request ->
                        request.functionName(FUNCTION).qualifier(qualifier).provisionedConcurrentExecutions(5));
    }

    private ProvisionedConcurrencyStatusEnum status() {
        return sandbox.lambda()
                .getProvisionedConcurrencyConfig(
                        request -> request.functionName(FUNCTION).qualifier("live"))
                .status();
    }

    private GetAliasResponse alias() {
        return sandbox.lambda()
                .getAlias(request -> request.functionName(FUNCTION).name("live"));
    }

    private void update(Consumer<UpdateAliasRequest.Builder> change) {
        var unused = sandbox.lambda()
                .updateAlias(
                        request -> change.accept(request.functionName(FUNCTION).name("live")));
    }

    private String answer() {
        return sandbox.lambda()
                .invoke(request -> request.functionName(FUNCTION).qualifier("live"))
                .payload()
                .asUtf8String();
    }

    private static Consumer<AliasRoutingConfiguration.Builder> weights(Map<String, Double> weights) {
        return routing -> routing.additionalVersionWeights(weights);
    }

    @Test
    void provisioningTakesAWhileAndIsListed() {
        provision("live");
        assertThat(status()).isEqualTo(ProvisionedConcurrencyStatusEnum.IN_PROGRESS);

        settle();

        assertThat(status()).isEqualTo(ProvisionedConcurrencyStatusEnum.READY);
        assertThat(sandbox.lambda()
                        .listProvisionedConcurrencyConfigs(request -> request.functionName(FUNCTION))
                        .provisionedConcurrencyConfigs())
                .singleElement()
                .satisfies(ProvisionedConcurrencyTests::assertIsOfTheAlias);
        sandbox.lambda()
                .deleteProvisionedConcurrencyConfig(
                        request -> request.functionName(FUNCTION).qualifier("live"));
        assertThatThrownBy(this::status).isInstanceOf(ProvisionedConcurrencyConfigNotFoundException.class);
    }

    private static void assertIsOfTheAlias(ProvisionedConcurrencyConfigListItem config) {
        assertThat(config.functionArn()).endsWith(":function:orders:live");
        assertThat(config.requestedProvisionedConcurrentExecutions()).isEqualTo(5);
        assertThat(config.availableProvisionedConcurrentExecutions()).isEqualTo(5);
    }

    @Test
    void movedAliasSendsItsCallsToTheVersionBeforeUntilTheNewOneIsProvisioned() {
        provision("live");
        settle();

        update(request -> request.functionVersion("2").routingConfig(weights(Map.of())));

        assertThat(alias().functionVersion()).isEqualTo("2");
        assertThat(alias().routingConfig().additionalVersionWeights()).containsExactly(Map.entry("1", 1.0));
        assertThat(status()).isEqualTo(ProvisionedConcurrencyStatusEnum.IN_PROGRESS);
        assertThat(answer()).isEqualTo("1");
        assertThatThrownBy(() -> provision("live"))
                .isInstanceOf(InvalidParameterValueException.class)
                .hasMessageContaining("Alias with weights can not be used with Provisioned Concurrency");
        assertThatThrownBy(() -> sandbox.lambda()
                        .deleteFunction(
                                request -> request.functionName(FUNCTION).qualifier("1")))
                .isInstanceOf(ResourceConflictException.class);

        String onTheWay = alias().revisionId();
        settle();

        assertThat(alias().routingConfig()).isNull();
        assertThat(answer()).isEqualTo("2");
        assertThatThrownBy(() -> update(request -> request.revisionId(onTheWay).description("stale")))
                .isInstanceOf(PreconditionFailedException.class);
    }

    @Test
    void clearingTheWeightsDoesNotEndTheTransition() {
        provision("live");
        update(request -> request.functionVersion("2"));

        update(request -> request.routingConfig(weights(Map.of())));

        assertThat(alias().routingConfig().additionalVersionWeights()).containsExactly(Map.entry("1", 1.0));
        settle();
        assertThat(alias().routingConfig()).isNull();
    }

    @Test
    void weightsOfTheOwnerAreNotTransient() {
        provision("live");
        settle();

        update(request -> request.routingConfig(weights(Map.of("2", 0.1))));
        settle();

        assertThat(alias().routingConfig().additionalVersionWeights()).containsExactly(Map.entry("2", 0.1));
    }

    @Test
    void aliasWithoutProvisionedConcurrencyMovesAtOnce() {
        update(request -> request.functionVersion("2"));

        assertThat(alias().routingConfig()).isNull();
        assertThat(answer()).isEqualTo("2");
    }

    @Test
    void onlyWhatIsPublishedIsProvisioned() {
        assertThatThrownBy(() -> provision("$LATEST"))
                .isInstanceOf(InvalidParameterValueException.class)
                .hasMessageContaining("cannot be applied to unpublished function versions");
        assertThatThrownBy(() -> provision("nobody")).isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(this::status).isInstanceOf(ProvisionedConcurrencyConfigNotFoundException.class);
    }

    @Test
    void transitionEndsAfterARestart() {
        provision("live");
        update(request -> request.functionVersion("2"));
        sandbox.close();

        sandbox = new SandboxFixture(
                directory, SandboxSettings.defaults().withClock(clock).withDelay(Duration.ofMinutes(1)));

        assertThat(alias().routingConfig().additionalVersionWeights()).containsOnlyKeys("1");
        settle();
        assertThat(alias().routingConfig()).isNull();
    }
}
