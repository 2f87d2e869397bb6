package io.github.lambdaci.sandbox.codedeploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.github.lambdaci.sandbox.http.AwsError;
import io.github.lambdaci.sandbox.storage.Json;

/**
 * What an AppSpec file for Lambda says, in YAML or JSON.
 *
 * @param function the function's name
 * @param alias the alias to move
 * @param current the version that the alias points to
 * @param target the version that it is to point to
 */
record AppSpec(String function, String alias, String current, String target) {
    private static final String INVALID =
            "The deployment failed because the AppSpec file that specifies the AWS Lambda deployment configuration is"
                    + " missing or has an invalid configuration. ";

    /** An AppSpec file that cannot be deployed; CodeDeploy tells it of the deployment, not of the call that made it. */
    static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;

        Unusable(String problem) {
            super(INVALID + problem);
        }
    }

    // Loading the mapper takes a while, and a server that is only started does not need it.
    private static final class Mapper {
        static final ObjectMapper INSTANCE = new ObjectMapper(new YAMLFactory());
    }

    static AppSpec parse(String content) throws Unusable {
        JsonNode document = read(content);
        if (!document.path("version").asText().equals("0.0")) {
            throw new Unusable("The version in the AppSpec file must be 0.0.");
        }
        JsonNode resources = first(document, "Resources", "resources");
        JsonNode resource = resources.path(0);
        if (resources.size() != 1 || resource.size() != 1) {
            throw new Unusable("The AppSpec file must name exactly one resource.");
        }
        JsonNode function = resource.properties().iterator().next().getValue();
        if (!function.path("Type").asText().equals("AWS::Lambda::Function")) {
            throw new Unusable("The type of the resource must be AWS::Lambda::Function.");
        }
        if (!first(document, "Hooks", "hooks").isEmpty()) {
            throw AwsError.notImplemented("CodeDeploy's lifecycle hooks");
        }
        JsonNode properties = function.path("Properties");
        return new AppSpec(
                required(properties, "Name"),
                required(properties, "Alias"),
                required(properties, "CurrentVersion"),
                required(properties, "TargetVersion"));
    }

    private static JsonNode read(String content) throws Unusable {
        try {
            return Mapper.INSTANCE.readTree(content);
        } catch (JsonProcessingException malformed) {
            throw new Unusable("The input AppSpec file is a not well-formed yaml. The template cannot be parsed.");
        }
    }

    private static JsonNode first(JsonNode object, String name, String otherName) {
        return object.has(name) ? object.path(name) : object.path(otherName);
    }

    private static String required(JsonNode properties, String field) throws Unusable {
        return Json.text(properties, field)
                .orElseThrow(() -> new Unusable("The property " + field + " of the Lambda function is missing."));
    }

    static String misfit(String problem) {
        return INVALID + problem;
    }

    /** What a deployment that goes back is to do. */
    AppSpec reversed() {
        String from = target;
        String back = current;
        return new AppSpec(function, alias, from, back);
    }

    /** The file, in JSON. */
    String content() {
        ObjectNode document = Json.object().put("version", "0.0");
        document.putArray("Resources")
                .addObject()
                .putObject(function)
                .put("Type", "AWS::Lambda::Function")
                .putObject("Properties")
                .put("Name", function)
                .put("Alias", alias)
                .put("CurrentVersion", current)
                .put("TargetVersion", target);
        return document.toString();
    }
}
