package io.github.lambdaci.cli;

import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.fleet.BuildSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code lambda-ci matrix}: spreads functions over several builds. */
@Command(
        name = MatrixCommand.NAME,
        header = "Spreads the functions that have something to do over several builds.",
        description = {
            "Finds out for each function of the configuration file whether a run would do anything, which builds and "
                    + "writes nothing, and writes a build list for a batch of CodeBuild, or a matrix for GitHub Actions. The builds "
                    + "take about as long as each other, by what their functions took last time."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  lambda-ci matrix --config lambda-ci.yml --environment prod --builds 8 \\",
            "      --exit-code > batch.yml",
            "  lambda-ci matrix --config lambda-ci.yml --environment prod --for github",
            "",
            "Exit codes:",
            "    0  done; with --exit-code, there is nothing to do",
            "    1  a function could not be looked at",
            "    2  wrong command line or project",
            "    4  with --exit-code, there is something to do",
            "   70  a bug in lambda-ci",
            "  130  interrupted"
        },
        versionProvider = Version.class,
        abbreviateSynopsis = true,
        sortOptions = false)
final class MatrixCommand implements Callable<Integer>, OneOfMany {
    static final String NAME = "matrix";

    private final Surroundings surroundings;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private MatrixOptions matrix = new MatrixOptions();

    @Mixin
    private ShipOptions ship = new ShipOptions();

    @Mixin
    private ChangeOptions changes = new ChangeOptions();

    @Mixin
    private FleetOptions fleet = new FleetOptions();

    @Mixin
    private PlanOptions plans = new PlanOptions();

    @Mixin
    private DiagnosisOptions diagnosis = new DiagnosisOptions();

    MatrixCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public ShipRequest asOneOfMany() {
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
        return OutputFormat.JSON;
    }

    @Override
    public boolean isVerbose() {
        return diagnosis.isVerbose();
    }

    @Override
    public FleetTask<?> task(ResultTexts texts, List<FileArguments.Part> parts) {
        Path file = ConfigOptions.<Path>given(spec, ConfigOptions.CONFIG).orElseThrow();
        BuildSettings settings = new BuildSettings(
                file.toString(), ConfigOptions.given(spec, ConfigOptions.ENVIRONMENT), matrix.buildspec());
        return new MatrixTask(parts, matrix.builds(), matrix.writer(texts, settings), plans.exitCode());
    }

    /** Only where there is no file: functions of one are dealt with together, also where it is a single one. */
    @Override
    public Integer call() {
        throw new ProjectException(
                "the functions to spread are those of a configuration file, and none was given", "add --config FILE");
    }
}
