package io.github.lambdaci.account;

/**
 * Something besides aliases that keeps a version of a function in use.
 *
 * @param version the version's number
 * @param by what uses it
 */
public record VersionUse(String version, By by) {
    /** What can name a version by its number. */
    public enum By {
        /** Execution environments are kept ready for it. */
        PROVISIONED_CONCURRENCY,
        /** A queue or a stream is read for it. */
        EVENT_SOURCE
    }
}
