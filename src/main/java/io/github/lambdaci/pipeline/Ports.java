package io.github.lambdaci.pipeline;

import io.github.lambdaci.account.Account;
import io.github.lambdaci.build.PackageBuilder;
import io.github.lambdaci.cache.LocalCache;
import io.github.lambdaci.lease.Leases;
import java.time.InstantSource;

/**
 * What the pipeline needs from the world.
 *
 * @param account what there is in AWS
 * @param builder what builds dependencies
 * @param log what the user is told
 * @param leases by which this run and others take turns
 * @param clock the time
 * @param cache what earlier runs on this machine have left
 */
public record Ports(
        Account account,
        PackageBuilder builder,
        PipelineLog log,
        Leases leases,
        InstantSource clock,
        LocalCache cache) {
    /** With this machine's time, and without what earlier runs left. */
    public Ports(Account account, PackageBuilder builder, PipelineLog log, Leases leases) {
        this(account, builder, log, leases, InstantSource.system());
    }

    /** Without what earlier runs left. */
    public Ports(Account account, PackageBuilder builder, PipelineLog log, Leases leases, InstantSource clock) {
        this(account, builder, log, leases, clock, LocalCache.NONE);
    }
}
