package io.github.lambdaci.docker;

import io.github.lambdaci.build.BuildEnvironment;
import io.github.lambdaci.build.BuildLog;

/**
 * What all builds in containers have in common.
 *
 * @param environment what builds are given, before anybody is logged in
 */
record Workshop(
        DockerEngine engine,
        BuildImages images,
        ContainerOptions options,
        BuildEnvironment environment,
        BuildLog log,
        BuildContainers containers) {}
