package io.github.lambdaci.testing;

/** What an emulator is known to do differently from AWS, so that a contract's test cannot hold there. */
public enum Gap {
    REVISIONS("it knows no revisions, so a change at an old one is taken"),
    CHECKSUMS("it does not check a SHA-256 that comes with an upload"),
    MISSING_OBJECTS("it takes code and layers from objects that do not exist"),
    UNCHANGED_VERSIONS("it publishes a further version although nothing has changed"),
    ALIAS_CONFLICTS("it replaces an alias that is created a second time"),
    LAYER_CHECKS("it attaches layer versions that do not exist");

    private final String reason;

    Gap(String reason) {
        this.reason = reason;
    }

    /** What is done differently. */
    public String reason() {
        return reason;
    }
}
