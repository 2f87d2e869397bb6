package io.github.lambdaci.plan;

/** Why a run would change something. */
public enum Reason {
    /** The code is another one than the live version's. */
    CODE,
    /** The dependencies are other ones than the live version's. */
    DEPENDENCIES,
    /** Layers of others were changed on {@code $LATEST}, and would be published. */
    LAYERS,
    /** Memory, environment or other settings were changed on {@code $LATEST}, and would be published. */
    SETTINGS,
    /** {@code $LATEST} has other code or layers than the sources say, though the live version has the right ones. */
    LATEST_DIFFERS,
    /** The alias is not there. */
    NO_ALIAS,
    /** The alias points to {@code $LATEST}, which is no release. */
    ALIAS_TO_LATEST,
    /** Another version takes a share of the alias's traffic. */
    WEIGHTS
}
