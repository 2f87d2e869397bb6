package io.github.lambdaci.build;

/** When a build image is fetched. */
public enum ImagePull {
    /** Before every build. */
    ALWAYS,
    /** When the engine does not have it for the function's platform. */
    MISSING,
    /** Not at all. */
    NEVER
}
