package io.github.lambdaci.sandbox.codedeploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.sandbox.cloudwatch.AlarmStore;
import io.github.lambdaci.sandbox.http.AwsError;
import io.github.lambdaci.sandbox.lambda.AliasShift;
import io.github.lambdaci.sandbox.storage.Json;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Carries out deployments: where one is to be is a matter of the time, and whoever asks for it takes it there.
 *
 * <p>All that it knows is in the deployments' documents, so that a deployment goes on after a restart.
 */
final class DeploymentRunner {
    private final DeployStore store;
    private final AliasShift aliases;
    private final AlarmStore alarms;
    private final Clock clock;
    private final Duration minute;
    private final Set<Running> running = ConcurrentHashMap.newKeySet();

    /**
     * Runs deployments.
     *
     * @param minute how long each minute of a deployment configuration is here
     */
    DeploymentRunner(DeployStore store, AliasShift aliases, AlarmStore alarms, Clock clock, Duration minute) {
        this.store = store;
        this.aliases = aliases;
        this.alarms = alarms;
        this.clock = clock;
        this.minute = minute;
    }

    private record Running(String region, String id) {}

    /** Notes a deployment that is to be carried out also while nobody asks for it. */
    void started(Deployment deployment) {
        running.add(new Running(deployment.region(), deployment.id()));
    }

    /** Notes the deployments that a server before this one did not finish. */
    void resume() throws IOException {
        store.unfinished().forEach(this::started);
    }

    /** Takes every deployment that is under way to where it should be by now. */
    void advanceAll() throws IOException {
        for (Running one : new ArrayList<>(running)) {
            Deployment deployment = advance(store.deployment(one.region(), one.id()));
            if (deployment.isComplete()) {
                running.remove(one);
            }
        }
    }

    /** The deployment as it should be by now. */
    Deployment advance(Deployment seen) throws IOException {
        if (seen.isComplete()) {
            return seen;
        }
        return store.state().exclusively(() -> {
            Deployment deployment = store.deployment(seen.region(), seen.id());
            Instant now = clock.instant();
            if (!deployment.isComplete() && step(deployment, now)) {
                store.saveDeployment(deployment);
            }
            return deployment;
        });
    }

    // CodeDeploy takes some seconds before it begins and before it is done, here as much of a minute as there.
    private Duration pause() {
        return minute.dividedBy(20);
    }

    /** Whether something changed. */
    private boolean step(Deployment deployment, Instant now) throws IOException {
        if (deployment.status().equals(Deployment.CREATED)) {
            if (now.isBefore(deployment.created().plus(pause()))) {
                return false;
            }
            begin(deployment, now);
            return true;
        }
        return shift(deployment, now);
    }

    private void begin(Deployment deployment, Instant now) throws IOException {
        Optional<AppSpec> spec = deployment.spec();
        if (spec.isEmpty()) {
            fail(deployment, "INVALID_REVISION", deployment.unusable().orElse(""), now);
        } else if (deployment.isRollback()) {
            deployment.begin(now);
            route(deployment, spec.get(), 1, now);
        } else if (fits(deployment, spec.get(), now) && !stoppedByAlarm(deployment, now)) {
            deployment.begin(now);
            route(deployment, spec.get(), deployment.traffic().weight(0), now);
        }
    }

    /** Whether the alias is as the AppSpec file says; if not, the deployment has failed. */
    private boolean fits(Deployment deployment, AppSpec spec, Instant now) throws IOException {
        AliasShift.Name name = name(deployment, spec);
        Optional<AliasShift.Route> route = aliases.find(name);
        if (route.isEmpty() || !aliases.hasVersion(name, spec.target())) {
            String problem = "The Lambda function " + spec.function() + ", its alias " + spec.alias()
                    + " or its version " + spec.target() + " does not exist.";
            fail(deployment, "INVALID_LAMBDA_FUNCTION", AppSpec.misfit(problem), now);
            return false;
        }
        if (!route.get().version().equals(spec.current())) {
            misfit(
                    deployment,
                    "The Lambda function alias version does not match the current version in AppSpec file.",
                    now);
            return false;
        }
        if (!route.get().weights().isEmpty() || spec.current().equals(spec.target())) {
            misfit(deployment, "The alias has weights already, or its version is the target version.", now);
            return false;
        }
        return true;
    }

    private boolean shift(Deployment deployment, Instant now) throws IOException {
        if (!deployment.isRollback() && stoppedByAlarm(deployment, now)) {
            return true;
        }
        if (deployment.weight() >= 1) {
            boolean done = !now.isBefore(deployment.shifted().plus(pause()));
            if (done) {
                deployment.succeed(now);
            }
            return done;
        }
        AppSpec spec = deployment.spec().orElseThrow();
        Duration elapsed = Duration.between(deployment.time("startTime").orElse(now), now);
        double wanted = deployment.traffic().weight((double) elapsed.toMillis() / Math.max(1, minute.toMillis()));
        if (wanted <= deployment.weight()) {
            return false;
        }
        AliasShift.Route left = new AliasShift.Route(spec.current(), Map.of(spec.target(), deployment.weight()));
        if (aliases.find(name(deployment, spec)).filter(left::equals).isPresent()) {
            route(deployment, spec, wanted, now);
        } else {
            misfit(deployment, "Somebody else changed the Lambda function alias during the deployment.", now);
        }
        return true;
    }

    private void misfit(Deployment deployment, String problem, Instant now) throws IOException {
        fail(deployment, "INVALID_LAMBDA_CONFIGURATION", AppSpec.misfit(problem), now);
    }

    private static AliasShift.Name name(Deployment deployment, AppSpec spec) {
        return new AliasShift.Name(deployment.region(), spec.function(), spec.alias());
    }

    private void route(Deployment deployment, AppSpec spec, double weight, Instant now) throws IOException {
        AliasShift.Route route = weight >= 1
                ? new AliasShift.Route(spec.target(), Map.of())
                : new AliasShift.Route(spec.current(), Map.of(spec.target(), weight));
        try {
            aliases.move(name(deployment, spec), route);
        } catch (AwsError refused) {
            fail(deployment, "INVALID_LAMBDA_CONFIGURATION", refused.message(), now);
            return;
        }
        deployment.weight(weight);
        if (weight >= 1) {
            deployment.shifted(now);
        }
    }

    private boolean stoppedByAlarm(Deployment deployment, Instant now) throws IOException {
        List<String> active = new ArrayList<>();
        for (String name : deployment.alarms()) {
            String state = alarms.stateOf(deployment.region(), name)
                    .orElse(deployment.ignoresMissingAlarms() ? "OK" : "ALARM");
            if (state.equals("ALARM")) {
                active.add(name);
            }
        }
        if (active.isEmpty()) {
            return false;
        }
        deployment.end(
                Deployment.STOPPED,
                "ALARM_ACTIVE",
                "One or more alarms have been activated according to the Amazon CloudWatch metrics you selected, and the"
                        + " affected deployments have been stopped. Activated alarms: " + String.join(", ", active));
        deployment.completed(now);
        if (deployment.rollsBackOn("DEPLOYMENT_STOP_ON_ALARM")) {
            rollBack(deployment, now);
        }
        return true;
    }

    private void fail(Deployment deployment, String code, String message, Instant now) throws IOException {
        deployment.end(Deployment.FAILED, code, message);
        deployment.completed(now);
        if (deployment.rollsBackOn("DEPLOYMENT_FAILURE")) {
            rollBack(deployment, now);
        }
    }

    /** Makes a deployment that takes back what another one moved; nothing, if it moved nothing. */
    void rollBack(Deployment deployment, Instant now) throws IOException {
        AppSpec spec = deployment.spec().orElse(null);
        if (spec == null || deployment.weight() <= 0 || deployment.isRollback()) {
            return;
        }
        ObjectNode document = deployment.document().deepCopy();
        document.remove(List.of("errorInformation", "startTime", "completeTime", "description"));
        document.put("deploymentId", Deployment.newId())
                .put("status", Deployment.CREATED)
                .put("creator", "codeDeployRollback")
                .put("createTime", Deployment.seconds(now));
        document.putObject("revision")
                .put("revisionType", "AppSpecContent")
                .putObject("appSpecContent")
                .put("content", spec.reversed().content());
        Deployment back = new Deployment(document);
        back.spec(spec.reversed());
        back.weight(0);
        link(back, "rollbackTriggeringDeploymentId", deployment.id());
        link(deployment, "rollbackDeploymentId", back.id());
        store.saveDeployment(back);
        started(back);
    }

    private static void link(Deployment deployment, String field, String other) {
        Json.child(deployment.document(), "rollbackInfo").put(field, other);
    }

    /** Describes the target of a deployment, if that is what the caller names. */
    ObjectNode target(Deployment deployment, String id) {
        AppSpec spec = deployment
                .spec()
                .filter(own -> LambdaTarget.id(own).equals(id))
                .orElseThrow(() -> CodeDeployErrors.of(
                        "DeploymentTargetDoesNotExistException",
                        "The deployment target " + id + " does not exist in the deployment " + deployment.id()));
        return LambdaTarget.describe(deployment, spec, aliases.arn(name(deployment, spec)));
    }
}
