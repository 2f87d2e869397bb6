package io.github.lambdaci.project;

import java.util.List;

/**
 * What builds the dependencies, as far as it decides what comes out.
 *
 * @param builder {@code docker} or {@code host}
 * @param image the reference of the build image, or an empty string
 * @param command the install command
 */
public record Toolchain(String builder, String image, List<String> command) {}
