package io.github.lambdaci.pipeline;

import io.github.lambdaci.account.FunctionVersion;
import java.util.Optional;

/**
 * What the publish stage left.
 *
 * @param version the version
 * @param previousVersion the version that was live before it, if any
 * @param traffic where the alias's traffic is
 */
public record Published(FunctionVersion version, Optional<String> previousVersion, Traffic traffic) {
    /** Where the alias's traffic is. */
    public enum Traffic {
        /** It was on the version already. */
        THERE,
        /** It moved to the version. */
        MOVED,
        /** It was left where it is, for somebody else to move. */
        LEFT
    }
}
