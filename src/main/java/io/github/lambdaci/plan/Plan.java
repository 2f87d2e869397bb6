package io.github.lambdaci.plan;

import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.project.LambdaProject;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a run would change.
 *
 * @param project what would be shipped
 * @param live what it is compared with: the version that the alias points to, or {@code $LATEST} if there is no alias
 * @param move what would become of the alias
 * @param reasons why; none if a run would change nothing
 * @param code the code
 * @param dependencies the dependencies, if the project names any
 * @param layers the layers that the function has or would have, in the order in which it would have them
 * @param size how much room it takes, if it is known
 */
public record Plan(
        LambdaProject project,
        FunctionVersion live,
        AliasMove move,
        Set<Reason> reasons,
        CodeChange code,
        Optional<DependencyChange> dependencies,
        List<LayerChange> layers,
        Optional<SizeChange> size) {
    /** Keeps the reasons in the order in which they are declared. */
    public Plan {
        reasons = reasons.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(reasons));
    }

    /** Whether a run would change anything. */
    public boolean hasChanges() {
        return !reasons.isEmpty();
    }
}
