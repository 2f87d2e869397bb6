package io.github.lambdaci.failure;

import org.jspecify.annotations.Nullable;

/** A new version was published but failed its check, so live traffic stayed on the old one. */
public final class VersionCheckException extends LambdaCiException {
    /** Says what is wrong with the new version. */
    public VersionCheckException(String message, String hint) {
        this(message, hint, null);
    }

    /** Says what is wrong with the new version, and why. */
    public VersionCheckException(String message, String hint, @Nullable Throwable cause) {
        super(message, hint, cause);
    }
}
