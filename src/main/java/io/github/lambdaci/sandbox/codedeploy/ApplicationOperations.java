package io.github.lambdaci.sandbox.codedeploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.sandbox.storage.Json;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Applications and deployment configurations: what deployment groups are made of. */
final class ApplicationOperations {
    private final DeployStore store;
    private final Clock clock;

    ApplicationOperations(DeployStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    ObjectNode create(DeployCall call) throws IOException {
        String name = call.application();
        requirePlatform(call.text("computePlatform").orElse("Server"));
        return store.state().exclusively(() -> {
            if (store.findApplication(call.region(), name).isPresent()) {
                throw CodeDeployErrors.of("ApplicationAlreadyExistsException", "Application already exists: " + name);
            }
            ObjectNode application = Json.object()
                    .put("applicationId", UUID.randomUUID().toString())
                    .put("applicationName", name)
                    .put("createTime", Deployment.seconds(clock.instant()))
                    .put("linkedToGitHub", false)
                    .put("computePlatform", "Lambda");
            application.set("tags", call.get("tags").isArray() ? call.get("tags") : Json.array());
            store.saveApplication(call.region(), application);
            return Json.object()
                    .put("applicationId", application.path("applicationId").asText());
        });
    }

    private static void requirePlatform(String platform) {
        if (!List.of("Server", "Lambda", "ECS").contains(platform)) {
            throw CodeDeployErrors.of("InvalidComputePlatformException", "Unknown compute platform: " + platform);
        }
        if (!platform.equals("Lambda")) {
            throw io.github.lambdaci.sandbox.http.AwsError.notImplemented(
                    "CodeDeploy's compute platform " + platform + ", only Lambda,");
        }
    }

    ObjectNode get(DeployCall call) throws IOException {
        ObjectNode application = store.application(call.region(), call.application());
        application.remove("tags");
        ObjectNode answer = Json.object();
        answer.set("application", application);
        return answer;
    }

    ObjectNode list(DeployCall call) throws IOException {
        ObjectNode answer = Json.object();
        ArrayNode names = answer.putArray("applications");
        store.applications(call.region()).forEach(application -> names.add(application.path("applicationName")));
        return answer;
    }

    /** Deletes an application with its groups; one that is not there is no failure. */
    ObjectNode delete(DeployCall call) throws IOException {
        String name = call.application();
        store.state().exclusively(() -> store.deleteApplication(call.region(), name));
        return Json.object();
    }

    ObjectNode createConfig(DeployCall call) throws IOException {
        String name = configName(call);
        requirePlatform(call.text("computePlatform").orElse("Server"));
        Traffic traffic = Traffic.of(call.get("trafficRoutingConfig"));
        return store.state().exclusively(() -> {
            if (Traffic.predefined(name).isPresent()
                    || store.findConfig(call.region(), name).isPresent()) {
                throw CodeDeployErrors.of(
                        "DeploymentConfigAlreadyExistsException", "Deployment configuration already exists: " + name);
            }
            ObjectNode config = config(name, traffic)
                    .put("deploymentConfigId", UUID.randomUUID().toString())
                    .put("createTime", Deployment.seconds(clock.instant()));
            store.saveConfig(call.region(), config);
            return Json.object()
                    .put("deploymentConfigId", config.path("deploymentConfigId").asText());
        });
    }

    private static String configName(DeployCall call) {
        return call.require("deploymentConfigName", "DeploymentConfigNameRequiredException");
    }

    private static ObjectNode config(String name, Traffic traffic) {
        ObjectNode config = Json.object().put("deploymentConfigName", name).put("computePlatform", "Lambda");
        config.set("trafficRoutingConfig", traffic.describe());
        return config;
    }

    ObjectNode getConfig(DeployCall call) throws IOException {
        String name = configName(call);
        ObjectNode answer = Json.object();
        answer.set(
                "deploymentConfigInfo",
                Traffic.predefined(name).isPresent()
                        ? config(name, Traffic.predefined(name).get())
                        : store.findConfig(call.region(), name).orElseThrow(() -> CodeDeployErrors.noConfig(name)));
        return answer;
    }

    ObjectNode listConfigs(DeployCall call) throws IOException {
        ObjectNode answer = Json.object();
        ArrayNode names = answer.putArray("deploymentConfigsList");
        Traffic.NAMES.forEach(names::add);
        store.configs(call.region()).forEach(config -> names.add(config.path("deploymentConfigName")));
        return answer;
    }

    ObjectNode deleteConfig(DeployCall call) throws IOException {
        String name = configName(call);
        store.state().exclusively(() -> store.deleteConfig(call.region(), name));
        return Json.object();
    }

    /** The traffic routing that a configuration's name means. */
    Traffic traffic(String region, String name) throws IOException {
        if (Traffic.predefined(name).isPresent()) {
            return Traffic.predefined(name).get();
        }
        JsonNode config = store.findConfig(region, name).orElseThrow(() -> CodeDeployErrors.noConfig(name));
        return Traffic.of(config.path("trafficRoutingConfig"));
    }

    /** The tags of an application or a group, which its ARN names. */
    ObjectNode tags(DeployCall call) throws IOException {
        String arn = call.require("ResourceArn", "ResourceArnRequiredException");
        String[] names = arn.substring(arn.lastIndexOf(':') + 1).split("/", 2);
        ObjectNode tagged = names.length == 2
                ? store.group(call.region(), names[0], names[1])
                : store.application(call.region(), names[0]);
        ObjectNode answer = Json.object();
        answer.set("Tags", Json.elements(tagged, "tags"));
        return answer;
    }

    static Map<String, String> style() {
        return Map.of("deploymentType", "BLUE_GREEN", "deploymentOption", "WITH_TRAFFIC_CONTROL");
    }
}
