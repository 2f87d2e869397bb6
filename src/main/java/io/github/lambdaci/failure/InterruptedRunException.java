package io.github.lambdaci.failure;

/** The run was told to stop, by Ctrl-C or a signal. */
public final class InterruptedRunException extends LambdaCiException {
    /** Says what was being done when the run was told to stop. */
    public InterruptedRunException(String doing) {
        this(doing, RUN_AGAIN);
    }

    /** Says what was being done when the run was told to stop, and what is left to do. */
    public InterruptedRunException(String doing, String hint) {
        super("interrupted while " + doing, hint, null);
    }
}
