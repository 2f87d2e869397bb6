package io.github.lambdaci.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.artifact.Sha256;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.lambda.model.Architecture;
import software.amazon.awssdk.services.lambda.model.EnvironmentResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.Layer;
import software.amazon.awssdk.services.lambda.model.SnapStartApplyOn;
import software.amazon.awssdk.services.lambda.model.SnapStartOptimizationStatus;
import software.amazon.awssdk.services.lambda.model.TracingMode;

final class FunctionSettingsTests {
    private static Sha256 hash(Consumer<GetFunctionConfigurationResponse.Builder> more) {
        GetFunctionConfigurationResponse.Builder function = GetFunctionConfigurationResponse.builder()
                .functionName("orders")
                .runtime("python3.12")
                .handler("handler.handle")
                .memorySize(128)
                .environment(EnvironmentResponse.builder()
                        .variables(Map.of("A", "1", "B", "2"))
                        .build())
                .vpcConfig(vpc -> vpc.subnetIds("a", "b").securityGroupIds("c"));
        more.accept(function);
        return FunctionSettings.hash(function.build());
    }

    private static Sha256 plain() {
        return hash(function -> {});
    }

    static List<Consumer<GetFunctionConfigurationResponse.Builder>> whatAVersionFreezes() {
        return List.of(
                function -> function.runtime("python3.13"),
                function -> function.handler("other.handle"),
                function -> function.role("arn:aws:iam::1:role/other"),
                function -> function.memorySize(256),
                function -> function.timeout(9),
                function -> function.architectures(Architecture.ARM64),
                function -> function.environment(env -> env.variables(Map.of("A", "1", "B", "3"))),
                function -> function.environment(env -> env.variables(Map.of("A", "1"))),
                function -> function.environment(env -> env.variables(Map.of("A", "1", "C", "2"))),
                function -> function.vpcConfig(vpc -> vpc.subnetIds("a").securityGroupIds("c")),
                function -> function.vpcConfig(vpc -> vpc.subnetIds("a", "b").securityGroupIds("d")),
                function -> function.deadLetterConfig(letters -> letters.targetArn("arn:aws:sqs:eu-west-1:1:dead")),
                function -> function.tracingConfig(tracing -> tracing.mode(TracingMode.ACTIVE)),
                function -> function.ephemeralStorage(storage -> storage.size(1024)),
                function -> function.kmsKeyArn("arn:aws:kms:eu-west-1:1:key/2"),
                function -> function.snapStart(start -> start.applyOn(SnapStartApplyOn.PUBLISHED_VERSIONS)),
                function -> function.loggingConfig(logging -> logging.logGroup("shared")));
    }

    @ParameterizedTest
    @MethodSource
    void whatAVersionFreezes(Consumer<GetFunctionConfigurationResponse.Builder> change) {
        assertThat(hash(change)).isNotEqualTo(plain());
    }

    static List<Consumer<GetFunctionConfigurationResponse.Builder>> whatDoesNotMatter() {
        return List.of(
                function -> function.description("another release"),
                function -> function.codeSha256("another"),
                function -> function.layers(Layer.builder().arn("another").build()),
                function -> function.revisionId("another"),
                function -> function.lastModified("later"),
                function -> function.version("5"),
                function -> function.vpcConfig(
                        vpc -> vpc.subnetIds("b", "a").securityGroupIds("c").vpcId("vpc")),
                function -> function.tracingConfig(tracing -> tracing.mode(TracingMode.PASS_THROUGH)),
                function -> function.ephemeralStorage(storage -> storage.size(512)),
                function -> function.deadLetterConfig(letters -> {}),
                function -> function.architectures(List.of()),
                function -> function.loggingConfig(logging -> logging.logGroup("/aws/lambda/orders")),
                function -> function.snapStart(start ->
                        start.applyOn(SnapStartApplyOn.NONE).optimizationStatus(SnapStartOptimizationStatus.ON)));
    }

    @ParameterizedTest
    @MethodSource
    void whatDoesNotMatter(Consumer<GetFunctionConfigurationResponse.Builder> change) {
        assertThat(hash(change)).isEqualTo(plain());
    }

    @Test
    void namesAndValuesAreNotMixedUp() {
        assertThat(hash(function -> function.environment(env -> env.variables(Map.of("A", "1B2")))))
                .isNotEqualTo(hash(function -> function.environment(env -> env.variables(Map.of("A1", "B2")))));
    }
}
