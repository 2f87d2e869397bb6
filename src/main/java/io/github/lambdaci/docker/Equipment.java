package io.github.lambdaci.docker;

import java.util.Optional;

/**
 * What a build container has beside its own disk.
 *
 * @param network the network that it is put in, if not the engine's usual one
 * @param cache the volume with what package managers downloaded before
 * @param hasSecrets whether files with secrets are handed to it, which it keeps in memory
 * @param sshAgent the socket of an SSH agent on the engine's machine
 */
record Equipment(Optional<String> network, Optional<String> cache, boolean hasSecrets, Optional<String> sshAgent) {
    /** Nothing. */
    static final Equipment NONE = new Equipment(Optional.empty(), Optional.empty(), false, Optional.empty());
}
