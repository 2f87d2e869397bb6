package io.github.lambdaci.account;

/**
 * How far a deployment is.
 *
 * @param phase whether it goes on, and what it came to
 * @param reason why it failed or was stopped, as CodeDeploy says; empty if it says nothing
 */
public record DeploymentState(Phase phase, String reason) {
    /** Whether a deployment goes on, and what it came to. */
    public enum Phase {
        /** It has not ended. */
        GOING_ON,
        /** All traffic has moved. */
        SUCCEEDED,
        /** It failed. */
        FAILED,
        /** Somebody or an alarm stopped it. */
        STOPPED
    }
}
