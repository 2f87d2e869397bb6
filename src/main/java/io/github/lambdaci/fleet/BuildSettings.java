package io.github.lambdaci.fleet;

import java.util.Optional;

/**
 * What each of several builds is told besides its functions.
 *
 * @param config the configuration file
 * @param environment the environment of the file, if one was chosen
 * @param buildspec the buildspec that a build of CodeBuild runs
 */
public record BuildSettings(String config, Optional<String> environment, String buildspec) {}
