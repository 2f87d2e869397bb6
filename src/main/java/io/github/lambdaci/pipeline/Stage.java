package io.github.lambdaci.pipeline;

import java.util.Locale;

/** The names of the five stages, in their order. */
public enum Stage {
    CHECK,
    BUNDLE,
    UPLOAD,
    DEPLOY,
    PUBLISH;

    /** The name that people see. */
    public String title() {
        return name().toLowerCase(Locale.ROOT);
    }
}
