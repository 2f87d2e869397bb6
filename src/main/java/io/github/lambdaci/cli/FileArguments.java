package io.github.lambdaci.cli;

import io.github.lambdaci.account.RoleArn;
import io.github.lambdaci.config.ConfigFile;
import io.github.lambdaci.config.EffectiveConfig.EffectiveValue;
import io.github.lambdaci.config.EffectiveConfig.Origin;
import io.github.lambdaci.config.Key;
import io.github.lambdaci.config.Lookups;
import io.github.lambdaci.config.Place;
import io.github.lambdaci.config.Settings;
import io.github.lambdaci.config.Value;
import io.github.lambdaci.config.Vocabulary;
import io.github.lambdaci.config.Wave;
import io.github.lambdaci.failure.ProjectException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * Puts what a configuration file says in front of what the command line says, as if it had been given there: so it is
 * read by the same rules, the environment's variables come after it, and the command line wins.
 */
final class FileArguments {
    /** How AWS is reached, so that it has to be known before anything can be looked up there. */
    private static final List<String> ACCESS =
            List.of("aws-profile-name", "aws-region", "aws-role-arn", "sandbox", "timeout");

    private static final String NOT_IN_AWS =
            "it says how AWS is reached, so it cannot be looked up there: write it down, or take it from ${env:NAME}";

    private static final List<String> READING_FILES = List.of(ConfigCommand.NAME, InitCommand.NAME);

    private final Launcher launcher;
    private final Surroundings surroundings;
    private final Origins origins;
    private final Function<List<String>, CommandLine> parser;
    private final Lookups local;
    private final Map<ShipRequest.Access, Lookups> remote = new HashMap<>();
    private @Nullable Vocabulary vocabulary;

    /**
     * Nothing is read yet.
     *
     * @param parser the command that words are for, with its options set
     */
    FileArguments(
            Launcher launcher, Surroundings surroundings, Origins origins, Function<List<String>, CommandLine> parser) {
        this.launcher = launcher;
        this.surroundings = surroundings;
        this.origins = origins;
        this.parser = parser;
        this.local = Lookups.withoutAws(surroundings.environment(), NOT_IN_AWS);
    }

    /**
     * A command line with what a file says about a function.
     *
     * @param words all of it
     * @param values what is from the file, by the names of options
     */
    record Filled(List<String> words, Map<String, Value> values) {
        /** Where the options stand that are from the file. */
        Map<String, Place> places() {
            Map<String, Place> places = new HashMap<>();
            values.forEach((option, value) -> places.put(option, value.place()));
            return places;
        }

        /** The same, with what was put in further. */
        private Filled and(Filled further) {
            Map<String, Value> all = new HashMap<>(values);
            all.putAll(further.values);
            return new Filled(further.words, all);
        }
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
        Filled target = filled(words, settings);
        Filled line = origin.map(from -> target.and(filled(target.words(), from, OriginOptions.PREFIX)))
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

    /** The words of a command line with what a file says about a function. */
    Filled filled(List<String> words, Settings settings) {
        return filled(words, settings, FileKeys.PREFIX);
    }

    /**
     * The same for options whose names begin in another way.
     *
     * @param prefix what stands in front of the setting's name
     */
    private Filled filled(List<String> words, Settings settings, String prefix) {
        CommandSpec spec = parser.apply(words).getCommandSpec();
        List<String> wanted = vocabulary().keys().stream()
                .map(Key::name)
                .filter(key -> settings.place(key).isPresent() && isLacking(prefix + key, words, spec))
                .toList();
        origins.areInFile(wanted.stream()
                .collect(Collectors.toMap(
                        key -> prefix + key, key -> settings.place(key).orElseThrow())));
        List<String> access = wanted.stream().filter(ACCESS::contains).toList();
        Map<String, Value> reached = named(prefix, settings.values(access, local));
        Lookups lookups = lookups(parser.apply(joined(words, spec, reached)).getCommandSpec(), prefix);
        Map<String, Value> all = named(prefix, settings.values(wanted, lookups));
        surroundings.redaction().add(lookups.secrets());
        return new Filled(joined(words, spec, all), all);
    }

    /** Whether the command takes a setting, and was not given it. */
    private static boolean isLacking(String name, List<String> words, CommandSpec spec) {
        OptionSpec option = spec.findOption(name);
        return option != null
                && !ConfigOptions.isIn(words, option.longestName())
                && !EnvironmentVariables.isOnlyForReleases(option);
    }

    /** By the names of options. */
    private static Map<String, Value> named(String prefix, Map<String, Value> settings) {
        Map<String, Value> values = new LinkedHashMap<>();
        settings.forEach((key, value) -> values.put(prefix + key, value));
        return values;
    }

    /**
     * What counts for a function: every setting that has a value.
     *
     * @param words a command line
     */
    List<EffectiveValue> effective(List<String> words, Settings settings) {
        Filled filled = filled(words, settings);
        CommandLine command = parser.apply(filled.words());
        return vocabulary().keys().stream()
                .flatMap(key -> effective(key, filled, command).stream())
                .toList();
    }

    private Optional<EffectiveValue> effective(Key key, Filled filled, CommandLine command) {
        String name = FileKeys.option(key.name());
        OptionSpec option = command.getCommandSpec().findOption(name);
        @Nullable Value value = filled.values().get(name);
        if (value != null) {
            return Optional.of(new EffectiveValue(
                    key,
                    value.visible(),
                    value.isSecret(),
                    Origin.FILE,
                    value.place().toString()));
        }
        if (command.getParseResult().hasMatchedOption(name)) {
            List<String> texts = option.stringValues();
            return Optional.of(effective(key, texts, Origin.COMMAND_LINE, name));
        }
        return origins.variable(option)
                .map(variable ->
                        effective(key, List.of(surroundings.environment().get(variable)), Origin.VARIABLE, variable))
                .or(() -> Optional.ofNullable(option.defaultValue())
                        .map(usual -> effective(key, List.of(usual), Origin.DEFAULT, "")));
    }

    private static EffectiveValue effective(Key key, List<String> texts, Origin origin, String where) {
        return new EffectiveValue(key, texts.stream().map(key::visible).toList(), false, origin, where);
    }

    private Lookups lookups(CommandSpec spec, String prefix) {
        Optional<Path> sandbox = ConfigOptions.given(spec, prefix + "sandbox");
        if (sandbox.isPresent()) {
            return Lookups.withoutAws(
                    surroundings.environment(), "no AWS account is used with --sandbox: give another value there");
        }
        Optional<String> profile = ConfigOptions.given(spec, prefix + "aws-profile-name");
        Optional<String> region = ConfigOptions.given(spec, prefix + "aws-region");
        Optional<RoleArn> role = ConfigOptions.given(spec, prefix + "aws-role-arn");
        Duration timeout = spec.findOption(FileKeys.option("timeout")).getValue();
        return remote.computeIfAbsent(
                new ShipRequest.Access(profile, region, role),
                access -> Lookups.in(surroundings.environment(), launcher.values(access, timeout)));
    }

    /** The file's words after the name of the command, if there is one, and before all others. */
    private static List<String> joined(List<String> words, CommandSpec spec, Map<String, Value> values) {
        int begin = spec.parent() == null ? 0 : 1;
        List<String> all = new ArrayList<>(words.subList(0, begin));
        values.forEach(
                (option, value) -> words(value).map(word -> option + "=" + word).forEach(all::add));
        all.addAll(words.subList(begin, words.size()));
        return List.copyOf(all);
    }

    private static Stream<String> words(Value value) {
        return switch (value.key().kind()) {
            case OPTIONAL -> value.texts().stream().filter(text -> !text.equals("false"));
            default -> value.texts().stream();
        };
    }
}
