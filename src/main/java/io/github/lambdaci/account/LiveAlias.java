package io.github.lambdaci.account;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An alias as Lambda has it.
 *
 * @param target the version that it points to
 * @param weights further versions that take a share of the traffic, by their number
 * @param description what it is described as, where that was read
 * @param revisionId changes with every change of the alias
 */
public record LiveAlias(
        FunctionVersion target, Map<String, Double> weights, Optional<String> description, String revisionId) {
    /** An alias as it was left by a change. */
    public LiveAlias(FunctionVersion target, Map<String, Double> weights, String revisionId) {
        this(target, weights, Optional.empty(), revisionId);
    }

    // Written out for the sake of each start, as in Sha256.
    private List<Object> parts() {
        return List.of(target, weights, description, revisionId);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LiveAlias alias && parts().equals(alias.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }
}
