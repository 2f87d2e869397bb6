package io.github.lambdaci.sandbox.codedeploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.sandbox.http.AwsError;
import io.github.lambdaci.sandbox.storage.FileNames;
import io.github.lambdaci.sandbox.storage.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/** Starts, describes and stops deployments; what happens in between is the {@link DeploymentRunner}'s. */
final class DeploymentOperations {
    private final DeployStore store;
    private final ApplicationOperations applications;
    private final DeploymentRunner runner;
    private final Clock clock;

    DeploymentOperations(DeployStore store, ApplicationOperations applications, DeploymentRunner runner, Clock clock) {
        this.store = store;
        this.applications = applications;
        this.runner = runner;
        this.clock = clock;
    }

    ObjectNode create(DeployCall call) throws IOException {
        String application = call.application();
        String name = call.group();
        if (call.body().has("fileExistsBehavior")) {
            throw CodeDeployErrors.of(
                    "InvalidFileExistsBehaviorException",
                    "For Lambda and ECS deployment, fileExistsBehavior can not be specified");
        }
        return store.state().exclusively(() -> {
            ObjectNode group = store.group(call.region(), application, name);
            requireNoOther(call.region(), group);
            Deployment deployment = deployment(call, group);
            store.saveDeployment(deployment);
            runner.started(deployment);
            return Json.object().put("deploymentId", deployment.id());
        });
    }

    private void requireNoOther(String region, ObjectNode group) throws IOException {
        for (Deployment deployment : store.deployments(region)) {
            Deployment now = runner.advance(deployment);
            if (GroupOperations.isOf(now, group) && !now.isComplete()) {
                throw CodeDeployErrors.of(
                        "DeploymentLimitExceededException",
                        "The Deployment Group '" + now.group() + "' already has an active Deployment '" + now.id()
                                + "'");
            }
        }
    }

    private Deployment deployment(DeployCall call, ObjectNode group) throws IOException {
        String config = call.text("deploymentConfigName")
                .orElse(group.path("deploymentConfigName").asText());
        Traffic traffic = applications.traffic(call.region(), config);
        ObjectNode document = Json.object()
                .put("applicationName", call.application())
                .put("deploymentGroupName", call.group())
                .put("deploymentConfigName", config)
                .put("deploymentId", Deployment.newId())
                .put("status", Deployment.CREATED)
                .put("createTime", Deployment.seconds(clock.instant()))
                .put("creator", "user")
                .put("computePlatform", "Lambda");
        call.text("description").ifPresent(text -> document.put("description", text));
        document.set("deploymentStyle", group.path("deploymentStyle"));
        document.set("autoRollbackConfiguration", chosen(call, group, "autoRollbackConfiguration"));
        GroupOperations.requireRollback(document.path("autoRollbackConfiguration"));
        JsonNode overriding = call.get("overrideAlarmConfiguration");
        JsonNode alarms = overriding.isObject() ? overriding : group.path("alarmConfiguration");
        GroupOperations.requireAlarms(alarms);
        Deployment deployment = new Deployment(document);
        deployment.internal().put("region", call.region()).set("alarms", alarms.isObject() ? alarms : Json.object());
        deployment.internal().set("traffic", traffic.describe());
        addRevision(call, deployment);
        return deployment;
    }

    private static JsonNode chosen(DeployCall call, ObjectNode group, String field) {
        if (call.get(field).isObject()) {
            return call.get(field);
        }
        return group.path(field).isObject() ? group.path(field) : Json.object().put("enabled", false);
    }

    private static void addRevision(DeployCall call, Deployment deployment) {
        JsonNode revision = call.get("revision");
        if (!revision.isObject()) {
            throw CodeDeployErrors.of("RevisionRequiredException", "RevisionLocation must be specified");
        }
        String type = revision.path("revisionType").asText();
        if (type.equals("S3")) {
            throw AwsError.notImplemented("CodeDeploy's revisions in S3, only AppSpecContent");
        }
        if (!List.of("AppSpecContent", "String").contains(type)) {
            throw CodeDeployErrors.revision("The revision type " + type + " cannot be deployed to Lambda");
        }
        JsonNode holder = revision.path(type.equals("String") ? "string" : "appSpecContent");
        String content = Json.text(holder, "content")
                .orElseThrow(() -> CodeDeployErrors.revision("The content of the AppSpec file must be specified"));
        String actual = HexFormat.of().formatHex(FileNames.sha256().digest(content.getBytes(StandardCharsets.UTF_8)));
        if (!Json.text(holder, "sha256").orElse(actual).equals(actual)) {
            throw CodeDeployErrors.revision("The SHA-256 of the AppSpec content does not match: it is " + actual);
        }
        deployment.document().set("revision", revision);
        try {
            deployment.spec(AppSpec.parse(content));
        } catch (AppSpec.Unusable unusable) {
            deployment.internal().put("unusable", String.valueOf(unusable.getMessage()));
        }
    }

    private Deployment current(DeployCall call) throws IOException {
        String id = call.deployment();
        if (!id.matches("d-[A-Z0-9]{9}")) {
            throw CodeDeployErrors.of(
                    "InvalidDeploymentIdException", "Specified DeploymentId is not in the valid format: " + id);
        }
        return runner.advance(store.deployment(call.region(), id));
    }

    ObjectNode get(DeployCall call) throws IOException {
        ObjectNode answer = Json.object();
        answer.set("deploymentInfo", current(call).described());
        return answer;
    }

    ObjectNode list(DeployCall call) throws IOException {
        List<String> statuses = Json.texts(call.get("includeOnlyStatuses"));
        ObjectNode answer = Json.object();
        ArrayNode ids = answer.putArray("deployments");
        for (Deployment deployment : store.deployments(call.region())) {
            Deployment now = runner.advance(deployment);
            boolean matches = call.text("applicationName")
                            .map(now.application()::equals)
                            .orElse(true)
                    && call.text("deploymentGroupName").map(now.group()::equals).orElse(true)
                    && (statuses.isEmpty() || statuses.contains(now.status()));
            if (matches) {
                ids.add(now.id());
            }
        }
        return answer;
    }

    /** Stops a deployment where it is; only a rollback takes back what it did so far. */
    ObjectNode stop(DeployCall call) throws IOException {
        return store.state().exclusively(() -> {
            Deployment deployment = current(call);
            if (deployment.isComplete()) {
                throw CodeDeployErrors.of(
                        "DeploymentAlreadyCompletedException",
                        "Deployment " + deployment.id() + " has already completed");
            }
            Instant now = clock.instant();
            deployment.end(Deployment.STOPPED, "MANUAL_STOP", "The deployment was stopped by user.");
            deployment.completed(now);
            boolean back =
                    call.get("autoRollbackEnabled").asBoolean() || deployment.rollsBackOn("DEPLOYMENT_STOP_ON_REQUEST");
            if (back) {
                runner.rollBack(deployment, now);
            }
            store.saveDeployment(deployment);
            return Json.object()
                    .put("status", "Succeeded")
                    .put(
                            "statusMessage",
                            "No more commands will be scheduled for execution in the deployment instances");
        });
    }

    ObjectNode targets(DeployCall call) throws IOException {
        Deployment deployment = started(call);
        ObjectNode answer = Json.object();
        ArrayNode targets = answer.putArray("deploymentTargets");
        for (String id : Json.texts(call.get("targetIds"))) {
            targets.add(runner.target(deployment, id));
        }
        return answer;
    }

    ObjectNode target(DeployCall call) throws IOException {
        Deployment deployment = started(call);
        ObjectNode answer = Json.object();
        String id = call.require("targetId", "DeploymentTargetIdRequiredException");
        answer.set("deploymentTarget", runner.target(deployment, id));
        return answer;
    }

    ObjectNode targetIds(DeployCall call) throws IOException {
        Deployment deployment = started(call);
        ObjectNode answer = Json.object();
        ArrayNode ids = answer.putArray("targetIds");
        deployment.spec().ifPresent(spec -> ids.add(LambdaTarget.id(spec)));
        return answer;
    }

    private Deployment started(DeployCall call) throws IOException {
        Deployment deployment = current(call);
        if (deployment.status().equals(Deployment.CREATED)) {
            throw CodeDeployErrors.of(
                    "DeploymentNotStartedException", "The deployment " + deployment.id() + " has not started");
        }
        return deployment;
    }
}
