package io.github.lambdaci.cli;

import io.github.lambdaci.config.ConfigFile;
import io.github.lambdaci.config.EffectiveConfig;
import io.github.lambdaci.config.EffectiveConfig.EffectiveFunction;
import io.github.lambdaci.config.Settings;
import io.github.lambdaci.failure.ProjectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lambda-ci config}: shows what a configuration file comes to. */
@Command(
        name = ConfigCommand.NAME,
        header = "Shows the settings that count for each function, and where each comes from.",
        description = {
            "Takes all options of shipping, and reads lambda-ci.yml, lambda-ci.yaml or lambda-ci.json of the current "
                    + "folder if no file is named. Everything that the file refers to is looked up; secrets are not "
                    + "shown. Nothing is shipped."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  lambda-ci config --environment qa",
            "  lambda-ci config --environment qa --function orders --output json",
            "  lambda-ci config --schema > lambda-ci.schema.json"
        },
        versionProvider = Version.class,
        abbreviateSynopsis = true,
        sortOptions = false)
@SuppressWarnings("UnusedVariable") // What options were given is asked of picocli, of all in the same way.
final class ConfigCommand implements Callable<Integer> {
    static final String NAME = "config";

    /** The names that are looked for, of which the first is what 'init' writes. */
    static final List<Path> USUAL =
            List.of(Path.of("lambda-ci.yml"), Path.of("lambda-ci.yaml"), Path.of("lambda-ci.json"));

    private final Launcher launcher;
    private final Surroundings surroundings;
    private final FileArguments arguments;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--schema",
            description = "Print the JSON Schema of such files instead, by which editors complete and check them.")
    private boolean schema;

    @Mixin
    private ShipOptions ship = new ShipOptions();

    @Mixin
    private FormatOptions output = new FormatOptions();

    @Mixin
    private WatchOptions logs = new WatchOptions();

    @Mixin
    private ReportOptions reports = new ReportOptions();

    @Mixin
    private ReleaseReportOptions releaseReports = new ReleaseReportOptions();

    @Mixin
    private DiagnosisOptions diagnosis = new DiagnosisOptions();

    ConfigCommand(Launcher launcher, Surroundings surroundings, FileArguments arguments) {
        this.launcher = launcher;
        this.surroundings = surroundings;
        this.arguments = arguments;
    }

    @Override
    public Integer call() {
        surroundings.out().println(schema ? launcher.texts().schema(arguments.vocabulary()) : result(effective()));
        surroundings.out().flush();
        return ExitCode.DONE.number();
    }

    private EffectiveConfig effective() {
        ConfigFile file = arguments.read(
                ConfigOptions.<Path>given(spec, ConfigOptions.CONFIG).orElseGet(ConfigCommand::usual));
        Optional<String> environment = ConfigOptions.given(spec, ConfigOptions.ENVIRONMENT);
        List<EffectiveFunction> functions = FileArguments.functions(spec, file).stream()
                .flatMap(name -> targets(file.settings(name, environment))
                        .map(settings ->
                                new EffectiveFunction(name, file.before(name), arguments.effective(words(), settings))))
                .toList();
        return new EffectiveConfig(file.path(), environment, functions);
    }

    /** The function once for each region that it is shipped to, if none was chosen. */
    private Stream<Settings> targets(Settings settings) {
        return settings.regions().size() > 1 && !ConfigOptions.isIn(words(), TargetOptions.REGION)
                ? settings.regions().stream().map(settings::in)
                : Stream.of(settings);
    }

    private List<String> words() {
        return List.copyOf(spec.commandLine().getParent().getParseResult().originalArgs());
    }

    /** The file of this folder. */
    private static Path usual() {
        return USUAL.stream()
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new ProjectException(
                        "there is no " + USUAL.get(0) + " in this folder",
                        "name the file with --config, or write a first one with 'lambda-ci init'"));
    }

    private String result(EffectiveConfig config) {
        return switch (output.format()) {
            case TEXT -> launcher.texts().text(config);
            case JSON -> launcher.texts().json(config);
        };
    }
}
