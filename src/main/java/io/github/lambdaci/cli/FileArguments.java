package io.github.lambdaci.cli;

import io.github.lambdaci.cli.FileWords.Filled;
import io.github.lambdaci.config.ConfigFile;
import io.github.lambdaci.config.EffectiveConfig.EffectiveValue;
import io.github.lambdaci.config.Settings;
import io.github.lambdaci.config.Vocabulary;
import io.github.lambdaci.config.Wave;
import io.github.lambdaci.failure.ProjectException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * Puts what a configuration file says in front of what the command line says, as if it had been given there: so it is
 * read by the same rules, the environment's variables come after it, and the command line wins.
 */
final class FileArguments {
    private static final List<String> READING_FILES = List.of(ConfigCommand.NAME, InitCommand.NAME);

    private final Surroundings surroundings;
    private final Origins origins;
    private final Function<List<String>, CommandLine> parser;
    private final FileWords fileWords;
    private @Nullable Vocabulary vocabulary;

    /**
     * Nothing is read yet.
     *
     * @param parser the command that words are for, with its options set
     */
    FileArguments(
            Launcher launcher, Surroundings surroundings, Origins origins, Function<List<String>, CommandLine> parser) {
        this.surroundings = surroundings;
        this.origins = origins;
        this.parser = parser;
        this.fileWords = new FileWords(launcher, surroundings, origins, parser, this::vocabulary);
    }

    /**
     * The part of one function in a run.
     *
     * @param name its name in the file, with its region where it has several; empty if no file says anything
     * @param function its name in the file without more
     * @param after those that it comes after
     * @param line the command line that is about it alone
     * @param oneOfSeveral whether the function is shipped to other places too
     * @param wave the wave that it belongs to
     */
    record Part(String name, String function, List<String> after, Filled line, boolean oneOfSeveral, Wave wave) {
        private static List<Part> ofNoFile(List<String> words) {
            Filled line = new Filled(words, Map.of());
            return List.of(new Part("", "", List.of(), line, false, Wave.only(Optional.empty())));
        }
    }

    /**
     * The parts of what a command line is for, each behind what the file says of it: several for a command that can be about
     * many functions, else a single one. Commands about files read them themselves.
     */
    List<Part> parts(List<String> words) {
        CommandLine command;
        try {
            command = parser.apply(words);
        } catch (ParameterException e) {
            // Told when the command is run.
            return Part.ofNoFile(words);
        }
        boolean isFirst = command.getParent() == null || words.get(0).equals(command.getCommandName());
        if (!isFirst || READING_FILES.contains(command.getCommandName())) {
            return Part.ofNoFile(words);
        }
        Optional<Path> path = ConfigOptions.given(command.getCommandSpec(), ConfigOptions.CONFIG);
        if (path.isEmpty()) {
            refuseWithoutFile(words);
            return Part.ofNoFile(words);
        }
        ConfigFile file = read(path.get());
        return places(command, file, words).stream()
                .map(place -> new Part(
                        place.name(),
                        place.function(),
                        place.after(),
                        line(words, place.settings(), OriginSettings.of(command, words, file, place.function())),
                        place.oneOfSeveral(),
                        place.wave()))
                .toList();
    }

    /** The line of a function, of a promotion also with what the file says of the place that it is promoted from. */
    private Filled line(List<String> words, Settings settings, Optional<Settings> origin) {
        Filled target = fileWords.filled(words, settings, FileKeys.PREFIX);
        Filled line = origin.map(from -> target.and(fileWords.filled(target.words(), from, OriginOptions.PREFIX)))
                .orElse(target);
        origins.areInFile(line.places());
        return line;
    }

    private static List<FleetPlaces.Place> places(CommandLine command, ConfigFile file, List<String> words) {
        CommandSpec spec = command.getCommandSpec();
        Optional<String> environment = OriginSettings.environment(command);
        List<String> functions = functions(spec, file);
        if (command.getCommand() instanceof OneOfMany) {
            boolean inOneRegion = ConfigOptions.isIn(words, TargetOptions.REGION);
            return new FleetPlaces(file, environment, inOneRegion).of(functions);
        }
        refuseSeveral(functions, file);
        return List.of(FleetPlaces.Place.only(file.settings(functions.get(0), environment), environment));
    }

    private static void refuseWithoutFile(List<String> words) {
        for (String option : List.of(ConfigOptions.FUNCTION, ConfigOptions.ENVIRONMENT)) {
            if (ConfigOptions.isIn(words, option)) {
                throw new ProjectException(
                        option + " names a part of a configuration file, and none was given",
                        "add --config FILE"
                                + (option.equals(ConfigOptions.FUNCTION) ? ", or use --function-name" : ""));
            }
        }
    }

    /**
     * What counts for a function: every setting that has a value.
     *
     * @param words a command line
     */
    List<EffectiveValue> effective(List<String> words, Settings settings) {
        Filled filled = fileWords.filled(words, settings, FileKeys.PREFIX);
        return new EffectiveArguments(filled, parser.apply(filled.words()), origins, surroundings.environment())
                .of(vocabulary());
    }

    /** Reads a file, in which every option of the command that ships can be. */
    ConfigFile read(Path path) {
        return ConfigFile.read(path, vocabulary());
    }

    /** Every setting that a file can have. */
    Vocabulary vocabulary() {
        if (vocabulary == null) {
            vocabulary = FileKeys.of(parser.apply(List.of()).getCommandSpec());
        }
        return vocabulary;
    }

    private static void refuseSeveral(List<String> functions, ConfigFile file) {
        if (functions.size() > 1) {
            throw new ProjectException(
                    functions.size() + " functions of " + file.path() + " are meant, and this command works on one",
                    "choose it: --function " + String.join("|", functions));
        }
    }

    /** The functions of a file that a command line means. */
    static List<String> functions(CommandSpec spec, ConfigFile file) {
        List<String> patterns = spec.findOption(ConfigOptions.FUNCTION).getValue();
        return NamePatterns.of(patterns).choose(file.functionNames(), file.path());
    }
}
