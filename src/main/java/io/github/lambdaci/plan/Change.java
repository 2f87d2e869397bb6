package io.github.lambdaci.plan;

/** What happens to one of many. */
public enum Change {
    ADDED,
    REMOVED,
    CHANGED
}
