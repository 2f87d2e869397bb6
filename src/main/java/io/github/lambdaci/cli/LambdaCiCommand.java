package io.github.lambdaci.cli;

import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.pipeline.Release;
import io.github.lambdaci.report.Outcome;
import io.github.lambdaci.report.ReportFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/** {@code lambda-ci}: ships one function. */
@Command(
        name = "lambda-ci",
        description = {
            "Ships the code and the dependencies of an AWS Lambda function in five stages: check, bundle, upload, "
                    + "deploy, publish. What did not change is not done again, and the alias moves last: until then "
                    + "live traffic is untouched.",
            "",
            "Options are also taken from the [VARIABLES] named with them; the command line wins."
        },
        commandListHeading = "%nCommands:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  lambda-ci --app-s3-bucket artifacts --function-name orders",
            "  lambda-ci --sandbox --app-src-path examples/hello-python/src \\",
            "      --app-packages-descriptor-path examples/hello-python/requirements.txt",
            "  APP_S3_BUCKET=artifacts FUNCTION_NAME=orders lambda-ci --output json",
            "  lambda-ci --config lambda-ci.yml --environment qa --function orders",
            "",
            "Exit codes:",
            "    0  done, or nothing to do",
            "    1  a stage failed",
            "    2  wrong command line or project",
            "    3  the new version failed its check, or was rolled back before; live traffic is on the old one",
            "    4  only for plan and matrix --exit-code: there are changes",
            "   70  a bug in lambda-ci",
            "  130  interrupted; the same command can be run again"
        },
        versionProvider = Version.class,
        abbreviateSynopsis = true,
        sortOptions = false)
final class LambdaCiCommand implements Callable<Integer>, Reporting, OneOfMany {
    private final Launcher launcher;
    private final Surroundings surroundings;

    private final ShipOptions ship = new ShipOptions();

    private final ChangeOptions changes = new ChangeOptions();

    private final FleetOptions fleet = new FleetOptions();

    private final FormatOptions output = new FormatOptions();

    private final WatchOptions logs = new WatchOptions();

    private final ReportOptions reportOptions = new ReportOptions();

    private final ReleaseReportOptions releaseReports = new ReleaseReportOptions();

    private final DiagnosisOptions diagnosis = new DiagnosisOptions();

    private Reports reports = Reports.NONE;

    LambdaCiCommand(Launcher launcher, Surroundings surroundings) {
        this.launcher = launcher;
        this.surroundings = surroundings;
    }

    /** All of its options. */
    List<Object> options() {
        return List.of(ship, changes, fleet, output, logs, reportOptions, releaseReports, diagnosis);
    }

    /** Those that most runs are given none besides. */
    List<Object> usualOptions() {
        return Stream.concat(ship.usual(), Stream.of(output, diagnosis)).toList();
    }

    @Override
    public Optional<String> changedSince() {
        return changes.since();
    }

    @Override
    public FleetOptions fleet() {
        return fleet;
    }

    @Override
    public OutputFormat format() {
        return output.format();
    }

    @Override
    public boolean isVerbose() {
        return diagnosis.isVerbose();
    }

    @Override
    public ShipRequest asOneOfMany() {
        if (logs.isWatching() || !files().isEmpty()) {
            String option =
                    logs.isWatching() ? "--watch-log-stream" : files().get(0).option();
            throw RequiredOptions.forOne(option);
        }
        return ship.toRequest(surroundings, diagnosis);
    }

    @Override
    public List<Path> places() {
        return ship.places();
    }

    private List<ReportFile> files() {
        return Stream.of(reportOptions.files(), releaseReports.files())
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public Integer call() {
        reports = new Reports(files());
        reports.prepare();
        if (logs.isWatching() && ship.isWithoutDeploy()) {
            throw new ProjectException(
                    "--watch-log-stream shows what a new version logs, and with --no-deploy there is none",
                    "leave it out (also WATCH_LOG_STREAM and WATCH_FOR)");
        }
        try (Session session = launcher.open(ship.toRequest(surroundings, diagnosis, reports))) {
            Release release = session.ship();
            surroundings.out().println(result(release));
            // Before the logs are followed, so that whoever reads it need not wait for their end.
            surroundings.out().flush();
            session.announce(release);
            reports.write(new Outcome.Released(release), launcher);
            if (logs.isWatching()) {
                session.watch(release, logs.watchFor());
            }
            return ExitCode.DONE.number();
        }
    }

    @Override
    public Reports reports() {
        return reports;
    }

    private String result(Release release) {
        return switch (output.format()) {
            case TEXT -> text(release);
            case JSON -> launcher.texts().json(release);
        };
    }

    /** What there is to work with: the version, or where nothing was deployed, the code. */
    private String text(Release release) {
        return ship.isWithoutDeploy()
                ? release.uploaded().code().orElseThrow().key().toString()
                : release.live().versionArn();
    }
}
