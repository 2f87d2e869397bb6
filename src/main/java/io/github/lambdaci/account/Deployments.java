package io.github.lambdaci.account;

import io.github.lambdaci.failure.AwsException;

/** CodeDeploy's deployments of functions. Every method throws {@link AwsException} if it refuses or cannot be reached. */
public interface Deployments {
    /** Starts a deployment, and returns its id. */
    String start(DeploymentRequest request);

    /** How far a deployment is. */
    DeploymentState state(String id);

    /** Stops a deployment and lets CodeDeploy bring the traffic back; one that has ended stays as it is. */
    void stop(String id);
}
