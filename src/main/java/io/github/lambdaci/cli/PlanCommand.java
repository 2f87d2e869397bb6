package io.github.lambdaci.cli;

import io.github.lambdaci.plan.Plan;
import io.github.lambdaci.report.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code lambda-ci plan}: says what shipping would change. */
@Command(
        name = "plan",
        header = "Says what shipping would change and why, and changes nothing.",
        description = {
            "Takes all options of shipping. Checks and bundles as a run does, builds the dependencies if no one has built "
                    + "them before, compares the result with the live version, and writes nothing in AWS."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  lambda-ci plan --app-s3-bucket artifacts --function-name orders",
            "  lambda-ci plan --exit-code --output json > plan.json",
            "",
            "Exit codes:",
            "    0  done; with --exit-code, nothing would change",
            "    1  a stage failed",
            "    2  wrong command line or project",
            "    4  with --exit-code, something would change",
            "   70  a bug in lambda-ci",
            "  130  interrupted"
        },
        versionProvider = Version.class,
        abbreviateSynopsis = true,
        sortOptions = false)
final class PlanCommand implements Callable<Integer>, Reporting, OneOfMany {
    private final Launcher launcher;
    private final Surroundings surroundings;

    @Mixin
    private ShipOptions ship = new ShipOptions();

    @Mixin
    private ChangeOptions changes = new ChangeOptions();

    @Mixin
    private FleetOptions fleet = new FleetOptions();

    @Mixin
    private PlanOptions plans = new PlanOptions();

    @Mixin
    private FormatOptions output = new FormatOptions();

    @Mixin
    private ReportOptions reportOptions = new ReportOptions();

    @Mixin
    private DiagnosisOptions diagnosis = new DiagnosisOptions();

    private Reports reports = Reports.NONE;

    PlanCommand(Launcher launcher, Surroundings surroundings) {
        this.launcher = launcher;
        this.surroundings = surroundings;
    }

    @Override
    public ShipRequest asOneOfMany() {
        if (!reportOptions.files().isEmpty()) {
            throw RequiredOptions.forOne(reportOptions.files().get(0).option());
        }
        return ship.toRequest(surroundings, diagnosis);
    }

    @Override
    public List<Path> places() {
        return ship.places();
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
    public FleetTask<?> task(ResultTexts texts) {
        return new PlanTask(texts, plans.exitCode());
    }

    @Override
    public Integer call() {
        reports = new Reports(reportOptions.files());
        reports.prepare();
        try (Session session = launcher.openToPlan(ship.toRequest(surroundings, diagnosis, reports))) {
            Plan plan = session.plan();
            surroundings.out().println(result(plan));
            surroundings.out().flush();
            reports.write(new Outcome.Planned(plan), launcher);
            ExitCode code = plans.exitCode() && plan.hasChanges() ? ExitCode.CHANGES : ExitCode.DONE;
            return code.number();
        }
    }

    @Override
    public Reports reports() {
        return reports;
    }

    private String result(Plan plan) {
        return switch (output.format()) {
            case TEXT -> launcher.texts().text(plan);
            case JSON -> launcher.texts().json(plan);
        };
    }
}
