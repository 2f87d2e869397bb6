package io.github.lambdaci.pipeline;

import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LiveAlias;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What the check stage found.
 *
 * @param latest what {@code $LATEST} is
 * @param alias what the alias is, if there is one
 * @param wanted the dependencies that the project wants, if any
 * @param marker what the last release left, if anything
 * @param mark the store's mark of that
 */
public record Checked(
        FunctionVersion latest,
        Optional<LiveAlias> alias,
        Optional<Wanted> wanted,
        Optional<StateMarker> marker,
        Optional<String> mark) {
    /** The same, now that it is known which dependencies are wanted. */
    Checked wanting(Optional<Wanted> dependencies) {
        return new Checked(latest, alias, dependencies, marker, mark);
    }

    /** The wanted dependencies, unless {@code $LATEST} and the alias's version both have them. */
    Optional<Wanted> missing() {
        return wanted.filter(dependencies -> !everywhere(dependencies::areIn));
    }

    /** Whether {@code $LATEST} and the alias's version, where there is one, are both of a kind. */
    boolean everywhere(Predicate<FunctionVersion> condition) {
        return condition.test(latest)
                && alias.map(LiveAlias::target).filter(condition.negate()).isEmpty();
    }
}
