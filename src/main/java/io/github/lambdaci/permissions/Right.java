package io.github.lambdaci.permissions;

import java.util.Set;

/**
 * A right that lambda-ci needs.
 *
 * @param action what may be done, such as {@code lambda:PublishVersion}
 * @param on on what
 * @param needs for what
 * @param without what does not work without it
 */
public record Right(String action, Resource on, Set<Need> needs, String without) {}
