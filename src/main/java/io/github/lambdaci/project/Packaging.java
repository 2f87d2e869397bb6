package io.github.lambdaci.project;

import java.util.List;
import java.util.Optional;

/**
 * How a project becomes a package, where the user wants something else than the usual.
 *
 * @param packageManager the name of the package manager, if it is not to be told from the files
 * @param buildCommand the command that makes the finished package, if there is one
 * @param dependenciesInCode whether the dependencies go into the function's zip instead of a layer
 * @param slim whether what no import needs is removed from the dependencies
 * @param omitted names of packages that are left out, because the runtime has them
 * @param sizeReport whether its size is told even if it is small and nothing changed
 */
public record Packaging(
        Optional<String> packageManager,
        Optional<String> buildCommand,
        boolean dependenciesInCode,
        boolean slim,
        List<String> omitted,
        boolean sizeReport) {
    /** Nothing else than the usual. */
    public static final Packaging USUAL =
            new Packaging(Optional.empty(), Optional.empty(), false, false, List.of(), false);

    /** Keeps the names in an order that does not depend on how they were given. */
    public Packaging {
        omitted = omitted.stream().sorted().distinct().toList();
    }
}
