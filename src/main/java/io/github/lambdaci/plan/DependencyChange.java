package io.github.lambdaci.plan;

import io.github.lambdaci.pipeline.Wanted;
import java.util.List;
import java.util.Optional;

/**
 * What a run would make of the dependencies.
 *
 * @param wanted what the project wants; nothing if it names none, and packages are just found in the code
 * @param inCode whether they go into the function's zip instead of a layer
 * @param causes why they would be others; none if they are live
 * @param packages the packages that differ
 */
public record DependencyChange(
        Optional<Wanted> wanted, boolean inCode, List<Cause> causes, Difference<PackageChange> packages) {
    /** Why dependencies are other ones. */
    public enum Cause {
        /** None were released before. */
        FIRST,
        /** The descriptor's text changed. */
        DESCRIPTOR,
        /** The function has another runtime than the live version. */
        RUNTIME,
        /** The function has another architecture than the live version. */
        ARCHITECTURE,
        /** A lock file, a file that the descriptor names, the build image or an option changed. */
        INPUTS,
        /** They go into the code and were in a layer, or the other way around. */
        PLACE,
        /** The layer that holds them is there, but the live version does not have it. */
        NOT_ATTACHED,
        /** Others are live where they are promoted from. */
        PROMOTED
    }

    /** Whether the live version has others. */
    public boolean isChanged() {
        boolean differ = packages.unreadable().isEmpty() && !packages.changes().isEmpty();
        return !causes.isEmpty() || differ;
    }
}
