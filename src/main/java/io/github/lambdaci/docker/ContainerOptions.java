package io.github.lambdaci.docker;

import io.github.lambdaci.build.ImagePull;
import java.util.Optional;

/**
 * What only matters where a container builds.
 *
 * @param pull when the image is fetched
 * @param sshAgent the socket of this machine's SSH agent, if the container may ask it
 */
public record ContainerOptions(ImagePull pull, Optional<String> sshAgent) {
    /** What is taken where nothing else is wanted. */
    public static final ContainerOptions USUAL = new ContainerOptions(ImagePull.MISSING, Optional.empty());
}
