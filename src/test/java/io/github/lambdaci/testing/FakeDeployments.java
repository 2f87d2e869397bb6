package io.github.lambdaci.testing;

import io.github.lambdaci.account.DeploymentRequest;
import io.github.lambdaci.account.DeploymentState;
import io.github.lambdaci.account.DeploymentState.Phase;
import io.github.lambdaci.account.Deployments;
import io.github.lambdaci.failure.AwsException;
import java.util.ArrayList;
import java.util.List;

/** CodeDeploy in memory, with one deployment at a time and no traffic: whoever uses it moves the alias. */
public final class FakeDeployments implements Deployments {
    private final List<DeploymentRequest> requests = new ArrayList<>();
    private final List<String> stopped = new ArrayList<>();
    private DeploymentState state = new DeploymentState(Phase.SUCCEEDED, "");

    /** What every deployment is in from now on. */
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
        if (!request.current().isPublished()) {
            throw new AwsException("a deployment cannot start from $LATEST", "run again");
        }
        requests.add(request);
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
