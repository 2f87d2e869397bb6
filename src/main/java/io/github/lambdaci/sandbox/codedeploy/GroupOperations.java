package io.github.lambdaci.sandbox.codedeploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.sandbox.storage.Json;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Deployment groups: how deployments go, which alarms stop them, and whether they are rolled back. */
final class GroupOperations {
    private static final int MOST_ALARMS = 10;
    private static final Set<String> ROLLBACK_EVENTS =
            Set.of("DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM", "DEPLOYMENT_STOP_ON_REQUEST");
    private static final List<String> FIELDS = List.of(
            "deploymentConfigName",
            "serviceRoleArn",
            "alarmConfiguration",
            "autoRollbackConfiguration",
            "deploymentStyle",
            "triggerConfigurations");

    private final DeployStore store;
    private final ApplicationOperations applications;

    GroupOperations(DeployStore store, ApplicationOperations applications) {
        this.store = store;
        this.applications = applications;
    }

    ObjectNode create(DeployCall call) throws IOException {
        String application = call.application();
        String name = call.group();
        return store.state().exclusively(() -> {
            ObjectNode unused = store.application(call.region(), application);
            if (store.findGroup(call.region(), application, name).isPresent()) {
                throw CodeDeployErrors.of(
                        "DeploymentGroupAlreadyExistsException", "Deployment group already exists: " + name);
            }
            call.require("serviceRoleArn", "RoleRequiredException");
            ObjectNode group = Json.object()
                    .put("applicationName", application)
                    .put("deploymentGroupId", UUID.randomUUID().toString())
                    .put("deploymentGroupName", name)
                    .put("deploymentConfigName", "CodeDeployDefault.LambdaAllAtOnce")
                    .put("computePlatform", "Lambda");
            group.set("tags", call.get("tags").isArray() ? call.get("tags") : Json.array());
            change(call, group);
            return Json.object()
                    .put("deploymentGroupId", group.path("deploymentGroupId").asText());
        });
    }

    private void change(DeployCall call, ObjectNode group) throws IOException {
        for (String field : FIELDS) {
            if (call.body().hasNonNull(field)) {
                group.set(field, call.get(field));
            }
        }
        Traffic unused = applications.traffic(
                call.region(), group.path("deploymentConfigName").asText());
        requireStyle(group.path("deploymentStyle"));
        requireAlarms(group.path("alarmConfiguration"));
        requireRollback(group.path("autoRollbackConfiguration"));
        store.saveGroup(call.region(), group);
    }

    private static void requireStyle(JsonNode style) {
        if (!Json.strings(style).equals(ApplicationOperations.style())) {
            throw CodeDeployErrors.of(
                    "InvalidDeploymentStyleException",
                    "For Lambda deployment group, deployment type and option must be set as following: deployment type:"
                            + " BLUE_GREEN, deployment option: WITH_TRAFFIC_CONTROL");
        }
    }

    static void requireAlarms(JsonNode config) {
        if (config.path("alarms").size() > MOST_ALARMS) {
            throw CodeDeployErrors.of("AlarmsLimitExceededException", "The maximum number of alarms is 10");
        }
        if (config.path("enabled").asBoolean() && config.path("alarms").isEmpty()) {
            throw CodeDeployErrors.of(
                    "InvalidAlarmConfigException", "Alarm configuration is enabled, but no alarms are specified");
        }
    }

    static void requireRollback(JsonNode config) {
        boolean enabled = config.path("enabled").asBoolean();
        List<String> events = Json.texts(config.path("events"));
        if (!ROLLBACK_EVENTS.containsAll(events) || (enabled && events.isEmpty())) {
            throw CodeDeployErrors.of(
                    "InvalidAutoRollbackConfigException",
                    "The automatic rollback configuration needs events of DEPLOYMENT_FAILURE, DEPLOYMENT_STOP_ON_ALARM"
                            + " and DEPLOYMENT_STOP_ON_REQUEST: " + events);
        }
    }

    ObjectNode update(DeployCall call) throws IOException {
        String application = call.application();
        String name = call.require("currentDeploymentGroupName", "DeploymentGroupNameRequiredException");
        return store.state().exclusively(() -> {
            ObjectNode group = store.group(call.region(), application, name);
            String renamed = call.text("newDeploymentGroupName").orElse(name);
            change(call, group.put("deploymentGroupName", renamed));
            if (!renamed.equals(name)) {
                store.deleteGroup(call.region(), application, name);
            }
            return Json.object().set("hooksNotCleanedUp", Json.array());
        });
    }

    ObjectNode get(DeployCall call) throws IOException {
        ObjectNode group = store.group(call.region(), call.application(), call.group());
        for (Deployment deployment : store.deployments(call.region())) {
            if (isOf(deployment, group)) {
                setIfFirst(group, "lastAttemptedDeployment", deployment);
                if (deployment.status().equals(Deployment.SUCCEEDED)) {
                    setIfFirst(group, "lastSuccessfulDeployment", deployment);
                    group.set("targetRevision", deployment.document().path("revision"));
                    break;
                }
            }
        }
        group.remove("tags");
        ObjectNode answer = Json.object();
        answer.set("deploymentGroupInfo", group);
        return answer;
    }

    static boolean isOf(Deployment deployment, ObjectNode group) {
        return deployment.application().equals(group.path("applicationName").asText())
                && deployment.group().equals(group.path("deploymentGroupName").asText());
    }

    private static void setIfFirst(ObjectNode group, String field, Deployment deployment) {
        if (!group.has(field)) {
            ObjectNode last = group.putObject(field)
                    .put("deploymentId", deployment.id())
                    .put("status", deployment.status())
                    .put("createTime", Deployment.seconds(deployment.created()));
            deployment.time("completeTime").ifPresent(end -> last.put("endTime", Deployment.seconds(end)));
        }
    }

    ObjectNode list(DeployCall call) throws IOException {
        String application = call.application();
        ObjectNode unused = store.application(call.region(), application);
        ObjectNode answer = Json.object().put("applicationName", application);
        ArrayNode names = answer.putArray("deploymentGroups");
        store.allGroups(call.region(), application).forEach(group -> names.add(group.path("deploymentGroupName")));
        return answer;
    }

    /** Deletes a group; one that is not there is no failure. */
    ObjectNode delete(DeployCall call) throws IOException {
        String application = call.application();
        String name = call.group();
        store.state().exclusively(() -> store.deleteGroup(call.region(), application, name));
        return Json.object().set("hooksNotCleanedUp", Json.array());
    }
}
