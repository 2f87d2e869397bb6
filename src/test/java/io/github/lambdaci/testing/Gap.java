package io.github.lambdaci.testing;

/** What an emulator is known to do differently from AWS, so that a contract's test cannot hold there. */
public enum Gap {
    REVISIONS("it knows no revisions, so a change at an old one is taken"),
    CHECKSUMS("it does not check a SHA-256 that comes with an upload"),
    MISSING_OBJECTS("it takes layers from objects that do not exist"),
    OBJECT_VERSIONS("it takes the newest version of an object, whichever was asked for"),
    LAYER_DOWNLOADS("what it names as a layer's address cannot be downloaded in parts"),
    CODE_DOWNLOADS("what it names as the address of a function's code cannot be downloaded"),
    UNCHANGED_VERSIONS("it publishes a further version although nothing has changed"),

    CLOUDWATCH("it does not know the protocol in which the SDK speaks to CloudWatch"),
    DEPLOYMENTS("its deployments never begin, and cannot be stopped"),
    PROVISIONED_CONCURRENCY("it does not answer for provisioned concurrency"),
    CONDITIONS_AT_ONCE("between its look at a condition and its write, it writes for others"),
    CONDITIONAL_DELETES("it deletes an object although it is another one than was listed"),

    /** Moto wants Docker for it. */
    INVOCATIONS("it runs no functions without Docker");

    private final String reason;

    Gap(String reason) {
        this.reason = reason;
    }

    /** What is done differently. */
    public String reason() {
        return reason;
    }
}
