package io.github.lambdaci.sandbox.codedeploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.sandbox.cloudwatch.AlarmStore;
import io.github.lambdaci.sandbox.http.AwsError;
import io.github.lambdaci.sandbox.lambda.AliasShift;
import io.github.lambdaci.sandbox.storage.StateDirectory;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** AWS CodeDeploy for Lambda: finds the operation that a request names, and keeps deployments going. */
public final class CodeDeployApi implements AutoCloseable {
    /** How many bytes of a request are read at most. */
    public static final int LARGEST_REQUEST = 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(CodeDeployApi.class);
    private static final Duration SHORTEST_TICK = Duration.ofMillis(20);
    private static final Duration LONGEST_TICK = Duration.ofMillis(500);

    private final ApplicationOperations applications;
    private final GroupOperations groups;
    private final DeploymentOperations deployments;
    private final DeploymentRunner runner;
    private final ScheduledExecutorService ticker;
    private volatile boolean resumed;

    /**
     * A CodeDeploy for one Lambda and one CloudWatch.
     *
     * @param minute how long each minute of a deployment configuration is here
     */
    public CodeDeployApi(StateDirectory state, AliasShift aliases, AlarmStore alarms, Clock clock, Duration minute) {
        DeployStore store = new DeployStore(state);
        this.applications = new ApplicationOperations(store, clock);
        this.groups = new GroupOperations(store, applications);
        this.runner = new DeploymentRunner(store, aliases, alarms, clock, minute);
        this.deployments = new DeploymentOperations(store, applications, runner, clock);
        this.ticker = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "sandbox-codedeploy");
            thread.setDaemon(true);
            return thread;
        });
        long tick = Math.min(
                LONGEST_TICK.toMillis(),
                Math.max(SHORTEST_TICK.toMillis(), minute.dividedBy(40).toMillis()));
        var unused = ticker.scheduleWithFixedDelay(this::tick, 0, tick, TimeUnit.MILLISECONDS);
    }

    private void tick() {
        try {
            if (!resumed) {
                // Not in the constructor: a server that is only started need not look at its deployments first.
                runner.resume();
                resumed = true;
            }
            runner.advanceAll();
        } catch (IOException | RuntimeException failed) {
            LOG.warn("the sandbox could not carry out its deployments", failed);
        }
    }

    /** The answer to a request. */
    public ObjectNode answer(String operation, String region, ObjectNode parameters) throws IOException {
        DeployCall call = new DeployCall(region, parameters);
        return switch (operation) {
            case "CreateApplication" -> applications.create(call);
            case "GetApplication" -> applications.get(call);
            case "ListApplications" -> applications.list(call);
            case "DeleteApplication" -> applications.delete(call);
            case "CreateDeploymentConfig" -> applications.createConfig(call);
            case "GetDeploymentConfig" -> applications.getConfig(call);
            case "ListDeploymentConfigs" -> applications.listConfigs(call);
            case "DeleteDeploymentConfig" -> applications.deleteConfig(call);
            case "ListTagsForResource" -> applications.tags(call);
            case "CreateDeploymentGroup" -> groups.create(call);
            case "UpdateDeploymentGroup" -> groups.update(call);
            case "GetDeploymentGroup" -> groups.get(call);
            case "ListDeploymentGroups" -> groups.list(call);
            case "DeleteDeploymentGroup" -> groups.delete(call);
            case "CreateDeployment" -> deployments.create(call);
            case "GetDeployment" -> deployments.get(call);
            case "ListDeployments" -> deployments.list(call);
            case "StopDeployment" -> deployments.stop(call);
            case "GetDeploymentTarget" -> deployments.target(call);
            case "BatchGetDeploymentTargets" -> deployments.targets(call);
            case "ListDeploymentTargets" -> deployments.targetIds(call);
            default -> throw AwsError.notImplemented("CodeDeploy " + operation);
        };
    }

    /** Stops to carry out deployments, and waits until none is being moved. */
    @Override
    public void close() {
        ticker.shutdownNow();
        try {
            boolean unused = ticker.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
