package io.github.lambdaci.cli;

import io.github.lambdaci.artifact.ArtifactKeys;
import io.github.lambdaci.history.Rollback;
import io.github.lambdaci.history.RollbackRequest;
import io.github.lambdaci.history.RollbackResult;
import io.github.lambdaci.lease.LeaseRequest;
import io.github.lambdaci.report.Outcome;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code lambda-ci rollback}: makes the version live again that was live before. */
@Command(
        name = RollbackCommand.NAME,
        header = "Makes the version live again that was live before, or a named one.",
        description = {
            "Points the alias back to the version that was live before the last release, as it was recorded: not to the "
                    + "next lower number. The version is checked first. A rollback is recorded too, so that another "
                    + "one undoes it. $LATEST stays as it is.",
            "",
            "All traffic moves at once, and the version is not called before, unless the options for it are given: the "
                    + "variables with which a pipeline sets them for its releases do not count here.",
            "",
            "A run that would ship again what was rolled back ends with exit code 3 and leaves the alias alone."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  lambda-ci rollback --app-s3-bucket artifacts --function-name orders",
            "  lambda-ci rollback --to 1.4.0 --app-s3-bucket artifacts --function-name orders",
            "  lambda-ci rollback --to 41 --app-s3-bucket artifacts --function-name orders",
        },
        versionProvider = Version.class,
        abbreviateSynopsis = true,
        sortOptions = false)
final class RollbackCommand implements Callable<Integer>, Reporting {
    static final String NAME = "rollback";

    private final Launcher launcher;
    private final Surroundings surroundings;

    @Option(
            names = "--to",
            paramLabel = "VERSION",
            description = "Version to make live: the number of a published version, or its source version (a tag, or "
                    + "the first digits of a commit). Default: what was live before. [LAMBDA_CI_ROLLBACK_TO]")
    private Optional<String> to = Optional.empty();

    @Mixin
    private ReleaseOptions release = new ReleaseOptions();

    @Mixin
    private LockOptions lock = new LockOptions();

    @Mixin
    private TrafficOptions traffic = new TrafficOptions();

    @Mixin
    private NotifyOptions notify = new NotifyOptions();

    @Mixin
    private FormatOptions output = new FormatOptions();

    @Mixin
    private ReportOptions reportOptions = new ReportOptions();

    @Mixin
    private DiagnosisOptions diagnosis = new DiagnosisOptions();

    private Reports reports = Reports.NONE;

    RollbackCommand(Launcher launcher, Surroundings surroundings) {
        this.launcher = launcher;
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        reports = new Reports(reportOptions.files());
        reports.prepare();
        RollbackRequest request = new RollbackRequest(release.names(), to, traffic.toPolicy(release.timeout()));
        AccountRequest account = release.toAccount(diagnosis, lock).telling(notify.recipients());
        try (AccountSession session = launcher.open(account)) {
            Rollback rollback = new Rollback(
                    session.account(), session.log().traffic(), session.rollbackLog(), surroundings.clock());
            session.rollbackLog().begun(request.target());
            // Nothing was looked at before the lease is there, so that it does not matter who had it meanwhile.
            RollbackResult done =
                    session.telling(() -> session.leases().hold(lease(request), meanwhile -> rollback.run(request)));
            surroundings.out().println(result(done));
            surroundings.out().flush();
            reports.write(new Outcome.RolledBack(done), launcher);
            return ExitCode.DONE.number();
        }
    }

    @Override
    public Reports reports() {
        return reports;
    }

    private static LeaseRequest lease(RollbackRequest request) {
        ArtifactKeys keys =
                new ArtifactKeys(request.target().bucket(), request.target().function());
        return new LeaseRequest(keys, NAME, request.to());
    }

    private String result(RollbackResult result) {
        return switch (output.format()) {
            case TEXT -> result.live().versionArn();
            case JSON -> launcher.texts().json(result);
        };
    }
}
