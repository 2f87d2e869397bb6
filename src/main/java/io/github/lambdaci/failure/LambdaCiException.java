package io.github.lambdaci.failure;

import org.jspecify.annotations.Nullable;

/** A failure that lambda-ci can explain: what failed and on what (the message), and what to try (the hint). */
public abstract sealed class LambdaCiException extends RuntimeException
        permits AwsException,
                BuildException,
                HeldBackException,
                InterruptedRunException,
                ProjectException,
                VersionCheckException,
                WorkspaceException {
    /** What to try where nothing is in the way of another run. */
    public static final String RUN_AGAIN = "run the same command again: it continues from what is live in AWS";

    private final String hint;

    LambdaCiException(String message, String hint, @Nullable Throwable cause) {
        super(message, cause);
        this.hint = hint;
    }

    /** What the user can try; one or more lines, never empty. */
    public final String hint() {
        return hint;
    }
}
