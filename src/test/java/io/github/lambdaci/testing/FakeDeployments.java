package io.github.lambdaci.testing;

import io.github.lambdaci.account.DeploymentRequest;
import io.github.lambdaci.account.DeploymentState;
import io.github.lambdaci.account.DeploymentState.Phase;
import io.github.lambdaci.account.Deployments;
import io.github.lambdaci.failure.AwsException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** CodeDeploy in memory, with one deployment at a time and no traffic: whoever uses it moves the alias. */
public final class FakeDeployments implements Deployments {
    private final Set<String> groups = new HashSet<>();
    private final List<DeploymentRequest> requests = new ArrayList<>();
    private final List<String> stopped = new ArrayList<>();
    private DeploymentState state = new DeploymentState(Phase.GOING_ON, "");

    /** Makes a deployment group. */
    public void group(String application, String group) {
        groups.add(application + "/" + group);
    }

    /** What the deployment is in from now on. */
    public void state(Phase phase, String reason) {
        state = new DeploymentState(phase, reason);
    }

    /** What was asked for. */
    public List<DeploymentRequest> requests() {
        return List.copyOf(requests);
    }

    /** What was told to stop. */
    public List<String> stopped() {
        return List.copyOf(stopped);
    }

    @Override
    public String start(DeploymentRequest request) {
        if (!groups.contains(request.application() + "/" + request.group())) {
            throw new AwsException(
                    "there is no group " + request.group(), "check --shift codedeploy:APPLICATION/GROUP");
        }
        if (!requests.isEmpty() && state.phase() == Phase.GOING_ON) {
            throw new AwsException("d-" + requests.size() + " is under way", "wait until it has ended");
        }
        requests.add(request);
        state = new DeploymentState(Phase.GOING_ON, "");
        return "d-" + requests.size();
    }

    @Override
    public DeploymentState state(String id) {
        if (!id.equals("d-" + requests.size())) {
            throw new AwsException("there is no deployment " + id, "run again");
        }
        return state;
    }

    @Override
    public void stop(String id) {
        stopped.add(id);
        if (state.phase() == Phase.GOING_ON) {
            state = new DeploymentState(Phase.STOPPED, "");
        }
    }
}
