package io.github.lambdaci.failure;

import org.jspecify.annotations.Nullable;

/** AWS refused, failed or could not be reached. */
public sealed class AwsException extends LambdaCiException permits OvertakenException {
    /** Says what AWS refused. */
    public AwsException(String message, String hint) {
        this(message, hint, null);
    }

    /** Says what AWS refused, and why. */
    public AwsException(String message, String hint, @Nullable Throwable cause) {
        super(message, hint, cause);
    }
}
