package io.github.lambdaci.pipeline;

import io.github.lambdaci.account.Account;
import io.github.lambdaci.build.PackageBuilder;
import java.time.InstantSource;

/**
 * What the pipeline needs from the world.
 *
 * @param account what there is in AWS
 * @param builder what builds dependencies
 * @param log what the user is told
 * @param clock the time
 */
public record Ports(Account account, PackageBuilder builder, PipelineLog log, InstantSource clock) {
    /** With this machine's time. */
    public Ports(Account account, PackageBuilder builder, PipelineLog log) {
        this(account, builder, log, InstantSource.system());
    }
}
