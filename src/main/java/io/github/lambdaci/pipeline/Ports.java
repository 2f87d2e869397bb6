package io.github.lambdaci.pipeline;

import io.github.lambdaci.account.Account;
import io.github.lambdaci.build.PackageBuilder;

/**
 * What the pipeline needs from the world.
 *
 * @param account what there is in AWS
 * @param builder what builds dependencies
 * @param log what the user is told
 */
public record Ports(Account account, PackageBuilder builder, PipelineLog log) {}
