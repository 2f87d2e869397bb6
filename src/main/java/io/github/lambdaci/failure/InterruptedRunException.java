package io.github.lambdaci.failure;

/** The run was told to stop, by Ctrl-C or a signal. */
public final class InterruptedRunException extends LambdaCiException {
    /** Says what was being done when the run was told to stop. */
    public InterruptedRunException(String doing) {
        super("interrupted while " + doing, RUN_AGAIN, null);
    }
}
