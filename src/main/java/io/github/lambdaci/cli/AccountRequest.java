package io.github.lambdaci.cli;

import io.github.lambdaci.notification.Recipients;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Which account a command works on.
 *
 * @param aws how to reach AWS
 * @param sandbox the folder of the sandbox to use instead of AWS
 * @param recipients who is told of what it does
 * @param verbose whether every request is logged
 */
public record AccountRequest(ShipRequest.Aws aws, Optional<Path> sandbox, Recipients recipients, boolean verbose) {
    /** The same, with others who are told of it. */
    AccountRequest telling(Recipients others) {
        return new AccountRequest(aws, sandbox, others, verbose);
    }
}
