package io.github.lambdaci.cli;

import io.github.lambdaci.artifact.ArtifactKeys;
import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.history.PruneRequest;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** How much of the past is kept. */
final class KeepingOptions {
    @Option(
            names = "--keep",
            paramLabel = "N",
            defaultValue = "10",
            converter = Count.class,
            description = "How many of the newest versions stay in any case. Default: 10. [LAMBDA_CI_KEEP]")
    private int keep = 10;

    @Option(
            names = "--keep-packages",
            paramLabel = "DURATION",
            defaultValue = "30d",
            converter = Durations.class,
            description = "How long packages that nothing uses are kept to be found again, for all functions of the "
                    + "bucket. Default: 30d. [LAMBDA_CI_KEEP_PACKAGES]")
    private Duration keepPackages = Duration.ofDays(30);

    @Option(
            names = "--dry-run",
            fallbackValue = "true",
            description = "Show what would be deleted, and delete nothing. [LAMBDA_CI_DRY_RUN]")
    private boolean dryRun;

    PruneRequest toRequest(ArtifactKeys keys, String layer, Surroundings surroundings) {
        return new PruneRequest(
                keys,
                layer,
                keep,
                surroundings.clock().instant().minus(keepPackages),
                dryRun ? PruneRequest.Mode.DRY_RUN : PruneRequest.Mode.REMOVE);
    }

    /** Reads a number from 1. */
    static final class Count implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String value) {
            if (!value.matches("[1-9]\\d{0,6}")) {
                throw new ProjectException("'" + value + "' is not a number of versions", "a whole number from 1");
            }
            return Integer.valueOf(value);
        }
    }
}
