package io.github.lambdaci.sandbox.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.sandbox.http.AwsError;
import io.github.lambdaci.sandbox.storage.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The fields of a function's configuration: their defaults, their rules, and how a request changes them. */
final class ConfigurationFields {
    private static final int LONGEST_DESCRIPTION = 256;
    private static final int MOST_ENVIRONMENT = 4096;
    private static final List<String> KEPT = List.of(
            "Role",
            "Handler",
            "Runtime",
            "Description",
            "Timeout",
            "MemorySize",
            "KMSKeyArn",
            "TracingConfig",
            "EphemeralStorage",
            "FileSystemConfigs");
    private static final Pattern ROLE =
            Pattern.compile("arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+");
    private static final Pattern RUNTIME = Pattern.compile(
            "python\\d\\.\\d+|nodejs\\d+\\.x|java\\d+(\\.al\\d+)?|ruby\\d\\.\\d+|dotnet\\d+|dotnetcore\\d\\.\\d|go1\\.x"
                    + "|provided(\\.al\\d+)?");
    private static final Set<String> RESERVED = Set.of(
            "AWS_REGION",
            "AWS_DEFAULT_REGION",
            "AWS_ACCESS_KEY_ID",
            "AWS_SECRET_ACCESS_KEY",
            "AWS_SESSION_TOKEN",
            "AWS_EXECUTION_ENV",
            "AWS_LAMBDA_FUNCTION_NAME",
            "AWS_LAMBDA_FUNCTION_VERSION",
            "LAMBDA_TASK_ROOT",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
            "AWS_LAMBDA_LOG_GROUP_NAME",
            "AWS_LAMBDA_LOG_STREAM_NAME",
            "AWS_LAMBDA_RUNTIME_API",
            "LAMBDA_RUNTIME_DIR",
            "_HANDLER");

    private ConfigurationFields() {}

    static ObjectNode defaults(FunctionRef ref) {
        ObjectNode config = Json.object()
                .put("FunctionName", ref.name())
                .put("Description", "")
                .put("Timeout", 3)
                .put("MemorySize", 128)
                .put("Version", FunctionRef.LATEST)
                .put("PackageType", "Zip");
        config.putObject("TracingConfig").put("Mode", "PassThrough");
        config.putArray("Architectures").add("x86_64");
        config.putObject("EphemeralStorage").put("Size", 512);
        config.putObject("SnapStart").put("ApplyOn", "None").put("OptimizationStatus", "Off");
        config.putObject("LoggingConfig").put("LogFormat", "Text").put("LogGroup", "/aws/lambda/" + ref.name());
        return config;
    }

    /** Puts the fields of a request into a configuration; those that it does not mention stay. */
    static void apply(ObjectNode config, JsonNode request) {
        if (request.path("PackageType").asText("Zip").equals("Image") || request.has("ImageConfig")) {
            throw AwsError.notImplemented("Lambda functions from container images");
        }
        requireLegal(request);
        for (String field : KEPT) {
            if (request.hasNonNull(field)) {
                config.set(field, request.get(field));
            }
        }
        merge(config, request, "LoggingConfig");
        if (request.hasNonNull("SnapStart")) {
            Json.child(config, "SnapStart")
                    .put("ApplyOn", request.path("SnapStart").path("ApplyOn").asText("None"));
        }
        replaceOrRemove(
                config, request, "Environment", request.path("Environment").path("Variables"));
        replaceOrRemove(config, request, "VpcConfig", request.path("VpcConfig").path("SubnetIds"));
        boolean noTarget =
                Json.text(request.path("DeadLetterConfig"), "TargetArn").isEmpty();
        if (request.has("DeadLetterConfig") && noTarget) {
            config.remove("DeadLetterConfig");
        } else if (request.has("DeadLetterConfig")) {
            config.set("DeadLetterConfig", request.get("DeadLetterConfig"));
        }
    }

    private static void merge(ObjectNode config, JsonNode request, String field) {
        if (request.get(field) instanceof ObjectNode changed) {
            Json.child(config, field).setAll(changed);
        }
    }

    // An empty one is how a caller takes the field away.
    private static void replaceOrRemove(ObjectNode config, JsonNode request, String field, JsonNode content) {
        if (!request.hasNonNull(field)) {
            return;
        }
        if (content.isEmpty()) {
            config.remove(field);
        } else {
            config.set(field, request.get(field));
        }
    }

    private static void requireLegal(JsonNode request) {
        requireDescription(request);
        requireRange(request, "Timeout", 1, 900);
        requireRange(request, "MemorySize", 128, 10_240);
        Json.text(request, "Role").filter(role -> !ROLE.matcher(role).matches()).ifPresent(role -> {
            throw LambdaErrors.validation(
                    role,
                    "role",
                    "satisfy regular expression pattern: arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+");
        });
        Json.text(request, "Runtime")
                .filter(runtime -> !RUNTIME.matcher(runtime).matches())
                .ifPresent(runtime -> {
                    throw LambdaErrors.invalid("Value " + runtime
                            + " at 'runtime' failed to satisfy constraint: Member must satisfy enum value set"
                            + " or be a valid ARN");
                });
        Json.text(request, "Handler")
                .filter(handler -> !handler.matches("\\S{1,128}"))
                .ifPresent(handler -> {
                    throw LambdaErrors.validation(handler, "handler", "satisfy regular expression pattern: [^\\s]+");
                });
        requireEnvironment(request.path("Environment").path("Variables"));
    }

    static void requireDescription(JsonNode request) {
        String description = request.path("Description").asText("");
        if (description.length() > LONGEST_DESCRIPTION) {
            throw LambdaErrors.validation(description, "description", "have length less than or equal to 256");
        }
    }

    private static void requireRange(JsonNode request, String field, int least, int most) {
        JsonNode value = request.path(field);
        if (value.isNumber() && (value.asInt() < least || value.asInt() > most)) {
            String name = Character.toLowerCase(field.charAt(0)) + field.substring(1);
            boolean small = value.asInt() < least;
            throw LambdaErrors.validation(
                    value.asText(),
                    name,
                    "have value " + (small ? "greater than or equal to " + least : "less than or equal to " + most));
        }
    }

    private static void requireEnvironment(JsonNode variables) {
        Set<String> reserved = new TreeSet<>(Json.strings(variables).keySet());
        reserved.retainAll(RESERVED);
        String problem = "Lambda was unable to configure your environment variables because the environment variables"
                + " you have provided ";
        if (!reserved.isEmpty()) {
            throw LambdaErrors.invalid(problem
                    + "contains reserved keys that are currently not supported for modification. Reserved keys used in"
                    + " this request: " + String.join(", ", reserved));
        }
        if (variables.toString().getBytes(StandardCharsets.UTF_8).length > MOST_ENVIRONMENT) {
            throw LambdaErrors.invalid(problem + "exceeded the 4KB limit. String measured: " + variables);
        }
    }
}
