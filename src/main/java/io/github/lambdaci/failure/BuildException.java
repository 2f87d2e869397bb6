package io.github.lambdaci.failure;

import org.jspecify.annotations.Nullable;

/** The dependencies could not be built or bundled; nothing was changed in AWS. */
public final class BuildException extends LambdaCiException {
    /** Says what could not be built. */
    public BuildException(String message, String hint) {
        this(message, hint, null);
    }

    /** Says what could not be built, and why. */
    public BuildException(String message, String hint, @Nullable Throwable cause) {
        super(message, hint, cause);
    }
}
