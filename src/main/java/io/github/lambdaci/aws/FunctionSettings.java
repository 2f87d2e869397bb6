package io.github.lambdaci.aws;

import io.github.lambdaci.artifact.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.EnvironmentResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.LoggingConfig;
import software.amazon.awssdk.services.lambda.model.SnapStartResponse;
import software.amazon.awssdk.services.lambda.model.VpcConfigResponse;

/**
 * A hash of the configuration that a version freezes, without its code, layers and description.
 *
 * <p>What Lambda leaves out and what it names as the default count as the same, and so does what comes in another order.
 * The values of the environment go into the hash and nowhere else.
 */
final class FunctionSettings {
    private final StringBuilder canonical = new StringBuilder();

    private FunctionSettings() {}

    static Sha256 hash(GetFunctionConfigurationResponse function) {
        FunctionSettings settings = new FunctionSettings();
        settings.addProcess(function);
        settings.addSurroundings(function);
        settings.addEnvironment(function.environment());
        return Sha256.of(settings.canonical.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void addProcess(GetFunctionConfigurationResponse function) {
        add("runtime", function.runtimeAsString());
        add("architectures", sorted(function.architecturesAsStrings()));
        add("handler", function.handler());
        add("role", function.role());
        add("memory", function.memorySize());
        add("timeout", function.timeout());
        add(
                "storage",
                function.ephemeralStorage() == null
                        ? 512
                        : function.ephemeralStorage().size());
        // Not its optimization status: that is Off for $LATEST and On for the version made of it.
        add(
                "snapstart",
                Optional.ofNullable(function.snapStart())
                        .map(SnapStartResponse::applyOnAsString)
                        .orElse("None"));
        add("capacity", function.capacityProviderConfig());
        add("durable", function.durableConfig());
        add("tenancy", function.tenancyConfig());
    }

    private void addSurroundings(GetFunctionConfigurationResponse function) {
        VpcConfigResponse vpc = function.vpcConfig();
        if (vpc != null && !vpc.subnetIds().isEmpty()) {
            add("subnets", sorted(vpc.subnetIds()));
            add("groups", sorted(vpc.securityGroupIds()));
            add("ipv6", Boolean.TRUE.equals(vpc.ipv6AllowedForDualStack()));
        }
        add(
                "deadletters",
                function.deadLetterConfig() == null
                        ? ""
                        : function.deadLetterConfig().targetArn());
        add(
                "tracing",
                function.tracingConfig() == null
                        ? "PassThrough"
                        : function.tracingConfig().modeAsString());
        add("key", function.kmsKeyArn());
        function.fileSystemConfigs().forEach(files -> add(files.localMountPath(), files.arn()));
        LoggingConfig logging = Objects.requireNonNullElse(
                function.loggingConfig(), LoggingConfig.builder().build());
        add("logformat", Objects.requireNonNullElse(logging.logFormatAsString(), "Text"));
        add("loglevel", logging.applicationLogLevelAsString());
        add("systemloglevel", logging.systemLogLevelAsString());
        add("loggroup", LambdaAnswers.logGroup(function));
    }

    private void addEnvironment(@Nullable EnvironmentResponse environment) {
        if (environment == null) {
            return;
        }
        Map<String, String> variables = new TreeMap<>(environment.variables());
        variables.forEach((name, value) -> add("variable " + name, value));
        if (environment.error() != null) {
            add("unreadable", environment.error().errorCode());
        }
    }

    private static String sorted(Collection<String> values) {
        StringJoiner joined = new StringJoiner(",");
        new TreeSet<>(values).forEach(joined::add);
        return joined.toString();
    }

    /** The lengths keep two settings from looking like one. */
    private void add(String name, @Nullable Object value) {
        String text = value == null ? "" : value.toString();
        canonical.append(name.length()).append(':').append(name);
        canonical.append(text.length()).append(':').append(text);
    }
}
