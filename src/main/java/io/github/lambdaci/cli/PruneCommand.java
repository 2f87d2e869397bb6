package io.github.lambdaci.cli;

import io.github.lambdaci.artifact.ArtifactKeys;
import io.github.lambdaci.failure.AwsException;
import io.github.lambdaci.history.Prune;
import io.github.lambdaci.history.PruneRequest;
import io.github.lambdaci.history.Pruned;
import io.github.lambdaci.lease.LeaseRequest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code lambda-ci prune}: removes what old releases left. */
@Command(
        name = "prune",
        header = "Deletes old versions of a function, of its layer, and their objects in S3.",
        description = {
            "Never deletes $LATEST, what an alias points to, has a weight for or goes back to with a rollback, what "
                    + "provisioned concurrency or an event source uses, layers and code of any function of the "
                    + "account, or what lambda-ci did not make."
        },
        footerHeading = "%nExample:%n",
        footer = {"  lambda-ci prune --app-s3-bucket artifacts --function-name orders --dry-run"},
        versionProvider = Version.class,
        abbreviateSynopsis = true,
        sortOptions = false)
final class PruneCommand implements Callable<Integer> {
    private final Launcher launcher;
    private final Surroundings surroundings;

    @Mixin
    private FunctionNameOptions function = new FunctionNameOptions();

    @Mixin
    private ArtifactOptions artifacts = new ArtifactOptions();

    @Mixin
    private KeepingOptions keeping = new KeepingOptions();

    @Mixin
    @SuppressWarnings("UnusedVariable") // Looked at before the command is run.
    private ConfigOptions config = new ConfigOptions();

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Mixin
    private LockOptions lock = new LockOptions();

    @Mixin
    private FormatOptions output = new FormatOptions();

    @Mixin
    private DiagnosisOptions diagnosis = new DiagnosisOptions();

    PruneCommand(Launcher launcher, Surroundings surroundings) {
        this.launcher = launcher;
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        PruneRequest request = request();
        try (AccountSession session = launcher.open(target.toAccount(diagnosis, lock))) {
            Pruned pruned = prune(session, request);
            surroundings.out().println(result(pruned));
            surroundings.out().flush();
            fail(pruned);
            return ExitCode.DONE.number();
        }
    }

    /** A release between its steps has what nothing seems to need yet. */
    private static Pruned prune(AccountSession session, PruneRequest request) {
        Prune prune = new Prune(session.account(), session.pruneLog());
        return request.mode() == PruneRequest.Mode.DRY_RUN
                ? prune.run(request)
                : session.leases()
                        .hold(
                                new LeaseRequest(request.keys(), "prune", Optional.empty()),
                                meanwhile -> prune.run(request));
    }

    private PruneRequest request() {
        String name = function.function();
        return keeping.toRequest(new ArtifactKeys(artifacts.bucket(), name), artifacts.layer(name), surroundings);
    }

    private String result(Pruned pruned) {
        return switch (output.format()) {
            case TEXT -> launcher.texts().text(pruned);
            case JSON -> launcher.texts().json(pruned);
        };
    }

    private static void fail(Pruned pruned) {
        List<AwsException> failures = pruned.failures();
        if (!failures.isEmpty()) {
            throw new AwsException(
                    failures.stream().map(AwsException::getMessage).distinct().collect(Collectors.joining("\n")),
                    failures.stream().map(AwsException::hint).distinct().collect(Collectors.joining("\n"))
                            + "\neverything else was done; what is left is tried again by the next prune",
                    failures.get(0));
        }
    }
}
