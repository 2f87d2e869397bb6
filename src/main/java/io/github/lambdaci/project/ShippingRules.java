package io.github.lambdaci.project;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * What belongs to a function's code, where the user wants something else than the usual.
 *
 * @param excluded what is left out, whatever {@code .lambdaignore} says
 * @param allowedSecrets files that are shipped although they look like secrets
 * @param inclusions code from elsewhere
 * @param written files that the run itself writes, by their absolute paths
 */
public record ShippingRules(
        IgnorePatterns excluded, IgnorePatterns allowedSecrets, List<Inclusion> inclusions, Set<Path> written) {
    /** Nothing else than the usual. */
    public static final ShippingRules USUAL = new ShippingRules(IgnorePatterns.NONE, IgnorePatterns.NONE, List.of());

    /** For a run that writes no files. */
    public ShippingRules(IgnorePatterns excluded, IgnorePatterns allowedSecrets, List<Inclusion> inclusions) {
        this(excluded, allowedSecrets, inclusions, Set.of());
    }
}
