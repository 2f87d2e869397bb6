package io.github.lambdaci.account;

import java.util.Set;

/**
 * Versions of a function that write to the same log group.
 *
 * @param function the function's name
 * @param logGroup the log group, which other functions can write to as well
 * @param versions numbers or {@code $LATEST}; none for every version
 */
public record LogSource(String function, String logGroup, Set<String> versions) {
    /** Takes a copy of the versions. */
    public LogSource {
        versions = Set.copyOf(versions);
    }

    /** One version. */
    public static LogSource of(FunctionVersion version) {
        return new LogSource(functionName(version), version.logGroup(), Set.of(version.version()));
    }

    /** Every version that writes, or wrote, to the log group of this one. */
    public static LogSource besides(FunctionVersion version) {
        return new LogSource(functionName(version), version.logGroup(), Set.of());
    }

    /** Whether the lines of a version are wanted. */
    public boolean holds(String version) {
        return versions.isEmpty() || versions.contains(version);
    }

    private static String functionName(FunctionVersion version) {
        return version.functionArn().substring(version.functionArn().lastIndexOf(':') + 1);
    }
}
