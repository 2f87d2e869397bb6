package io.github.lambdaci.failure;

import org.jspecify.annotations.Nullable;

/** The command line or the project cannot be shipped as it is; nothing was asked of AWS or nothing was changed there. */
public final class ProjectException extends LambdaCiException {
    /** Says what is wrong with the command line or the project. */
    public ProjectException(String message, String hint) {
        this(message, hint, null);
    }

    /** Says what is wrong with the command line or the project, and why. */
    public ProjectException(String message, String hint, @Nullable Throwable cause) {
        super(message, hint, cause);
    }
}
