package io.github.lambdaci.project;

/**
 * A file or a folder that is not shipped as code.
 *
 * @param name its path in the zip if it were; a folder's ends with {@code /}
 * @param reason why it is not
 */
public record LeftOut(String name, Reason reason) {
    /** Why something is not shipped as code. */
    public enum Reason {
        /** No function needs it, or it may hold secrets. */
        BY_DEFAULT,
        /** {@code .lambdaignore} or the command line says so. */
        AS_ASKED,
        /** It is in the layer with the dependencies, or describes it. */
        IN_LAYER,
        /** The run itself writes it. */
        WRITTEN
    }
}
