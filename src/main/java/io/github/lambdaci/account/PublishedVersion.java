package io.github.lambdaci.account;

import java.time.Instant;

/**
 * A version as a list of versions shows it.
 *
 * @param version the version
 * @param description what it was described as when it was published: the source version, if lambda-ci did it
 * @param modified when it was published
 * @param codeBytes the size of its zip
 */
public record PublishedVersion(FunctionVersion version, String description, Instant modified, long codeBytes) {}
