package io.github.lambdaci.sandbox.codedeploy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.sandbox.storage.Json;
import java.time.Instant;
import java.util.List;

/** The one target that a deployment to Lambda has, the alias, in the form that CodeDeploy describes it. */
final class LambdaTarget {
    private static final String ALLOW_TRAFFIC = "AllowTraffic";

    private LambdaTarget() {}

    static String id(AppSpec spec) {
        return spec.function() + ":" + spec.alias();
    }

    static ObjectNode describe(Deployment deployment, AppSpec spec, String arn) {
        ObjectNode described = Json.object().put("deploymentTargetType", "LambdaTarget");
        ObjectNode target = described.putObject("lambdaTarget");
        target.put("deploymentId", deployment.id())
                .put("targetId", id(spec))
                .put("targetArn", arn)
                .put("status", status(deployment))
                .put("lastUpdatedAt", Deployment.seconds(updated(deployment)));
        ArrayNode events = target.putArray("lifecycleEvents");
        // Without hooks the events around the shift have nothing to do.
        for (String name : List.of("BeforeAllowTraffic", ALLOW_TRAFFIC, "AfterAllowTraffic")) {
            events.add(event(deployment, name));
        }
        target.putObject("lambdaFunctionInfo")
                .put("functionName", spec.function())
                .put("functionAlias", spec.alias())
                .put("currentVersion", spec.current())
                .put("targetVersion", spec.target())
                .put("targetVersionWeight", deployment.weight());
        return described;
    }

    private static Instant updated(Deployment deployment) {
        return deployment
                .time("completeTime")
                .or(() -> deployment.time("startTime"))
                .orElse(deployment.created());
    }

    private static String status(Deployment deployment) {
        return switch (deployment.status()) {
            case Deployment.STOPPED -> "Failed";
            case Deployment.CREATED -> "Pending";
            default -> deployment.status();
        };
    }

    private static ObjectNode event(Deployment deployment, String name) {
        ObjectNode event = Json.object().put("lifecycleEventName", name);
        if (name.equals(ALLOW_TRAFFIC)) {
            event.put("status", deployment.time("startTime").isPresent() ? status(deployment) : "Skipped");
            deployment.time("startTime").ifPresent(time -> event.put("startTime", Deployment.seconds(time)));
            deployment.time("completeTime").ifPresent(time -> event.put("endTime", Deployment.seconds(time)));
            return event;
        }
        boolean past = name.startsWith("Before") || deployment.status().equals(Deployment.SUCCEEDED);
        return event.put("status", past ? "Succeeded" : deployment.isComplete() ? "Skipped" : "Pending");
    }
}
