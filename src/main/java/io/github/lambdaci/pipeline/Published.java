package io.github.lambdaci.pipeline;

import io.github.lambdaci.account.FunctionVersion;
import java.util.Optional;

/**
 * What the publish stage left.
 *
 * @param live the version that the alias points to
 * @param previousVersion the version that was live before it, if any
 * @param changed whether the alias had to be changed
 */
public record Published(FunctionVersion live, Optional<String> previousVersion, boolean changed) {}
