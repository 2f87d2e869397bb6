package io.github.lambdaci.sandbox.messaging;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.sandbox.http.AwsError;
import io.github.lambdaci.sandbox.storage.FileNames;
import io.github.lambdaci.sandbox.storage.Json;
import io.github.lambdaci.sandbox.storage.StateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** The Parameter Store of AWS Systems Manager, without histories; nothing is encrypted in the sandbox. */
public final class Parameters {
    private static final String SECURE = "SecureString";

    private final StateDirectory state;
    private final Clock clock;
    private final String account;

    public Parameters(StateDirectory state, Clock clock, String account) {
        this.state = state;
        this.clock = clock;
        this.account = account;
    }

    /** Answers a call of the service. */
    public ObjectNode answer(String operation, String region, ObjectNode parameters) throws IOException {
        String name = Json.text(parameters, "Name").map(Parameters::afterArn).orElse("");
        return switch (operation) {
            case "PutParameter" -> put(name, region, parameters);
            case "GetParameter" -> get(name, region, parameters);
            case "DeleteParameter" -> delete(name, region);
            default -> throw AwsError.notImplemented("Systems Manager " + operation);
        };
    }

    private ObjectNode put(String name, String region, ObjectNode parameters) throws IOException {
        return state.exclusively(() -> {
            Optional<ObjectNode> before = state.read(document(name, region));
            if (before.isPresent() && !parameters.path("Overwrite").asBoolean()) {
                throw AwsError.of(
                        400,
                        "ParameterAlreadyExists",
                        "The parameter already exists. To overwrite this value, set the overwrite option in the request"
                                + " to true.");
            }
            long version = before.map(old -> old.path("Version").asLong()).orElse(0L) + 1;
            state.write(
                    document(name, region),
                    Json.object()
                            .put("Name", name)
                            .put("Type", Json.text(parameters, "Type").orElse("String"))
                            .put("Value", parameters.path("Value").asText())
                            .put("Version", version)
                            .put("LastModifiedDate", clock.millis() / 1000.0)
                            .put("ARN", arn(name, region))
                            .put("DataType", "text"));
            return Json.object().put("Version", version).put("Tier", "Standard");
        });
    }

    private ObjectNode get(String name, String region, ObjectNode parameters) throws IOException {
        ObjectNode found = state.read(document(name, region)).orElseThrow(() -> missing(name));
        if (found.path("Type").asText().equals(SECURE)
                && !parameters.path("WithDecryption").asBoolean()) {
            found.put(
                    "Value", "encrypted-" + FileNames.digest(found.path("Value").asText()));
        }
        ObjectNode answer = Json.object();
        answer.set("Parameter", found);
        return answer;
    }

    private ObjectNode delete(String name, String region) throws IOException {
        return state.exclusively(() -> {
            if (!Files.deleteIfExists(document(name, region))) {
                throw missing(name);
            }
            return Json.object();
        });
    }

    private static AwsError missing(String name) {
        return AwsError.of(400, "ParameterNotFound", "Parameter " + name + " not found.");
    }

    /** Callers may give the ARN; the slash that begins a path is in it only once. */
    private static String afterArn(String text) {
        String name =
                text.startsWith("arn:") ? text.substring(text.indexOf(":parameter/") + ":parameter/".length()) : text;
        return name.contains("/") && !name.startsWith("/") ? "/" + name : name;
    }

    private String arn(String name, String region) {
        return "arn:aws:ssm:" + region + ":" + account + ":parameter/" + name.replaceFirst("^/", "");
    }

    private Path document(String name, String region) {
        return state.path("ssm", FileNames.of(region), FileNames.of(name) + ".json");
    }
}
