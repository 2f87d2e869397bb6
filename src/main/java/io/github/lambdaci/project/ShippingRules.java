package io.github.lambdaci.project;

import java.util.List;

/**
 * What belongs to a function's code, where the user wants something else than the usual.
 *
 * @param excluded what is left out, whatever {@code .lambdaignore} says
 * @param allowedSecrets files that are shipped although they look like secrets
 * @param inclusions code from elsewhere
 */
public record ShippingRules(IgnorePatterns excluded, IgnorePatterns allowedSecrets, List<Inclusion> inclusions) {
    /** Nothing else than the usual. */
    public static final ShippingRules USUAL = new ShippingRules(IgnorePatterns.NONE, IgnorePatterns.NONE, List.of());
}
