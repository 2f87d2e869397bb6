package io.github.lambdaci.cli;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Which account a command works on.
 *
 * @param aws how to reach AWS
 * @param sandbox the folder of the sandbox to use instead of AWS
 * @param verbose whether every request is logged
 */
public record AccountRequest(ShipRequest.Aws aws, Optional<Path> sandbox, boolean verbose) {}
