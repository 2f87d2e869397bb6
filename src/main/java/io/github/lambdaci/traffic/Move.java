package io.github.lambdaci.traffic;

import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LiveAlias;
import java.util.Optional;

/**
 * A version that is to become live.
 *
 * @param alias the alias's name
 * @param current the alias as it was read; nothing if it does not exist
 * @param version the version that is to take its traffic
 * @param description the alias's description when the version is live
 * @param policy how it becomes live
 */
public record Move(
        String alias, Optional<LiveAlias> current, FunctionVersion version, String description, TrafficPolicy policy) {}
