package io.github.lambdaci.account;

/**
 * What came of the calls of a version.
 *
 * @param invocations how often it was called
 * @param errors how many of these calls failed
 */
public record CallCounts(long invocations, long errors) {
    /** The share of calls that failed, from 0 to 1. */
    public double errorRate() {
        return invocations == 0 ? 0 : (double) errors / invocations;
    }
}
