package io.github.lambdaci.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.account.DeploymentRequest;
import io.github.lambdaci.account.DeploymentState;
import io.github.lambdaci.account.DeploymentState.Phase;
import io.github.lambdaci.account.Deployments;
import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.failure.AwsException;
import io.github.lambdaci.json.JsonTree;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Deployments by CodeDeploy's API (API version 2014-10-06, JSON 1.1). */
public final class CodeDeployments implements Deployments {
    private static final String API = "CodeDeploy_20141006.";
    private static final String REVISION = "AppSpecContent";

    private final AwsClients clients;

    /** Nothing is asked of AWS yet. */
    public CodeDeployments(AwsClients clients) {
        this.clients = clients;
    }

    @Override
    public String start(DeploymentRequest request) {
        String group = request.application() + "/" + request.group();
        ObjectNode body = JsonTree.object()
                .put("applicationName", request.application())
                .put("deploymentGroupName", request.group())
                .put("description", "lambda-ci: version " + request.target().version());
        String content = appSpec(request);
        body.putObject("revision")
                .put("revisionType", REVISION)
                .putObject("appSpecContent")
                .put("content", content)
                .put(
                        "sha256",
                        Sha256.of(content.getBytes(StandardCharsets.UTF_8)).hex());
        request.alarms().ifPresent(names -> body.set("overrideAlarmConfiguration", alarms(names)));
        AwsCall call = new AwsCall(
                "starting a deployment of CodeDeploy group '" + group + "'",
                "codedeploy:CreateDeployment",
                "deployment group " + group);
        return clients.failures().send(call, () -> {
            try {
                return text(call, clients.codeDeploy().post(API + "CreateDeployment", body), "deploymentId");
            } catch (AwsServiceException e) {
                throw explained(call, e);
            }
        });
    }

    private static RuntimeException explained(AwsCall call, AwsServiceException e) {
        String message = call.doing() + " failed: " + e.awsErrorDetails().errorMessage();
        return switch (e.awsErrorDetails().errorCode()) {
            case "DeploymentLimitExceededException" ->
                new AwsException(
                        message,
                        "wait until the deployment that is under way has ended, or stop it: aws deploy stop-deployment"
                                + " --auto-rollback-enabled --deployment-id ID; then run again",
                        e);
            case "ApplicationDoesNotExistException", "DeploymentGroupDoesNotExistException" ->
                new AwsException(message, "check --shift codedeploy:APPLICATION/GROUP and the region", e);
            default -> e;
        };
    }

    /** What CodeDeploy is to do (user guide, "AppSpec File example for an AWS Lambda deployment"). */
    private static String appSpec(DeploymentRequest request) {
        ObjectNode spec = JsonTree.object().put("version", 0.0);
        spec.putArray("Resources")
                .addObject()
                .putObject(request.target().functionName())
                .put("Type", "AWS::Lambda::Function")
                .putObject("Properties")
                .put("Name", request.target().functionName())
                .put("Alias", request.alias())
                .put("CurrentVersion", request.current().version())
                .put("TargetVersion", request.target().version());
        return spec.toString();
    }

    private static ObjectNode alarms(List<String> names) {
        ObjectNode alarms = JsonTree.object().put("enabled", !names.isEmpty());
        ArrayNode list = alarms.putArray("alarms");
        names.forEach(name -> list.addObject().put("name", name));
        return alarms;
    }

    @Override
    public DeploymentState state(String id) {
        AwsCall call = call("reading", id, "GetDeployment");
        JsonNode answer = clients.failures()
                .send(
                        call,
                        () -> clients.codeDeploy()
                                .post(API + "GetDeployment", JsonTree.object().put("deploymentId", id)));
        JsonNode deployment = answer.path("deploymentInfo");
        return new DeploymentState(phase(text(call, deployment, "status")), reason(deployment));
    }

    private static Phase phase(String status) {
        return switch (status) {
            case "Succeeded" -> Phase.SUCCEEDED;
            case "Failed" -> Phase.FAILED;
            case "Stopped" -> Phase.STOPPED;
            default -> Phase.GOING_ON;
        };
    }

    private static String reason(JsonNode deployment) {
        JsonNode error = deployment.path("errorInformation");
        String code = error.path("code").asText("");
        String message = error.path("message").asText("");
        return message + (code.isEmpty() ? "" : (message.isEmpty() ? "" : " ") + "(" + code + ")");
    }

    @Override
    public void stop(String id) {
        ObjectNode body = JsonTree.object().put("deploymentId", id).put("autoRollbackEnabled", true);
        clients.failures().send(call("stopping", id, "StopDeployment"), () -> {
            try {
                return Optional.of(clients.codeDeploy().post(API + "StopDeployment", body));
            } catch (AwsServiceException e) {
                if (e.awsErrorDetails().errorCode().equals("DeploymentAlreadyCompletedException")) {
                    return Optional.<JsonNode>empty();
                }
                throw e;
            }
        });
    }

    private static AwsCall call(String doing, String id, String action) {
        return new AwsCall(doing + " CodeDeploy's deployment " + id, "codedeploy:" + action, "deployment " + id);
    }

    private static String text(AwsCall call, JsonNode answer, String field) {
        String text = answer.path(field).asText("");
        if (text.isEmpty()) {
            throw new AwsException(
                    call.doing() + " failed: the answer has no " + field, "check AWS_ENDPOINT_URL_CODEDEPLOY");
        }
        return text;
    }
}
