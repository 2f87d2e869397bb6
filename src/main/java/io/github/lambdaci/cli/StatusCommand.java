package io.github.lambdaci.cli;

import io.github.lambdaci.history.FunctionStatus;
import io.github.lambdaci.history.StatusReport;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code lambda-ci status}: shows what is live. */
@Command(
        name = "status",
        header = "Shows what is live, since when, and what is not as it should be.",
        description = {
            "The alias and its weights, the version, its sources, code and dependencies, what was live before, whether "
                    + "$LATEST is what is live, and whether somebody else moved the alias.",
            "",
            "With --app-src-path or --app-packages-descriptor-path also whether a run now would change anything. Nothing "
                    + "is built and nothing is written: 'lambda-ci plan' tells more, but builds."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  lambda-ci status --app-s3-bucket artifacts --function-name orders",
            "  lambda-ci status --app-src-path src --app-s3-bucket artifacts \\",
            "      --function-name orders --output json"
        },
        versionProvider = Version.class,
        abbreviateSynopsis = true,
        sortOptions = false)
final class StatusCommand implements Callable<Integer> {
    private final Launcher launcher;
    private final Surroundings surroundings;

    @Mixin
    private ShipOptions ship = new ShipOptions();

    @Mixin
    private FormatOptions output = new FormatOptions();

    @Mixin
    private DiagnosisOptions diagnosis = new DiagnosisOptions();

    StatusCommand(Launcher launcher, Surroundings surroundings) {
        this.launcher = launcher;
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        surroundings.out().println(result(ship.namesSources() ? withForecast() : alone()));
        surroundings.out().flush();
        return ExitCode.DONE.number();
    }

    private FunctionStatus alone() {
        try (AccountSession session = launcher.open(ship.toAccount(diagnosis))) {
            return new StatusReport(session.account()).of(ship.names(), Optional.empty());
        }
    }

    private FunctionStatus withForecast() {
        ShipRequest request = ship.toRequest(surroundings, diagnosis);
        try (Session session = launcher.open(request)) {
            return new StatusReport(session.account()).of(request.project().target(), Optional.of(session.forecast()));
        }
    }

    private String result(FunctionStatus status) {
        return switch (output.format()) {
            case TEXT -> launcher.texts().text(status);
            case JSON -> launcher.texts().json(status);
        };
    }
}
