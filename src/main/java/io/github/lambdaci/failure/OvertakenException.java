package io.github.lambdaci.failure;

import org.jspecify.annotations.Nullable;

/** Somebody else changed what this run was about to change; what they did stays. */
public final class OvertakenException extends AwsException {
    /** Says what somebody else changed. */
    public OvertakenException(String message, String hint, @Nullable Throwable cause) {
        super(message, hint, cause);
    }

    /** The same, with who it was. */
    public OvertakenException by(String whom) {
        return new OvertakenException(getMessage() + "\n" + whom, hint(), this);
    }
}
