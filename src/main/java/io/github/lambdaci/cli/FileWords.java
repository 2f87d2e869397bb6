package io.github.lambdaci.cli;

import io.github.lambdaci.account.RoleArn;
import io.github.lambdaci.config.Key;
import io.github.lambdaci.config.Lookups;
import io.github.lambdaci.config.Place;
import io.github.lambdaci.config.Settings;
import io.github.lambdaci.config.Value;
import io.github.lambdaci.config.Vocabulary;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Words for a command line, from what a configuration file says about a function; what is looked up is looked up once. */
final class FileWords {
    /** How AWS is reached, so that it has to be known before anything can be looked up there. */
    private static final List<String> ACCESS =
            List.of("aws-profile-name", "aws-region", "aws-role-arn", "sandbox", "timeout");

    private static final String NOT_IN_AWS =
            "it says how AWS is reached, so it cannot be looked up there: write it down, or take it from ${env:NAME}";

    private final Launcher launcher;
    private final Surroundings surroundings;
    private final Origins origins;
    private final Function<List<String>, CommandLine> parser;
    private final Supplier<Vocabulary> vocabulary;
    private final Lookups local;
    private final Map<ShipRequest.Access, Lookups> remote = new HashMap<>();

    /**
     * Nothing is looked up yet.
     *
     * @param parser the command that words are for, with its options set
     * @param vocabulary every setting that a file can have
     */
    FileWords(
            Launcher launcher,
            Surroundings surroundings,
            Origins origins,
            Function<List<String>, CommandLine> parser,
            Supplier<Vocabulary> vocabulary) {
        this.launcher = launcher;
        this.surroundings = surroundings;
        this.origins = origins;
        this.parser = parser;
        this.vocabulary = vocabulary;
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
        Filled and(Filled further) {
            Map<String, Value> all = new HashMap<>(values);
            all.putAll(further.values);
            return new Filled(further.words, all);
        }
    }

    /**
     * The words of a command line with what a file says about a function.
     *
     * @param prefix what stands in front of a setting's name in that of its option
     */
    Filled filled(List<String> words, Settings settings, String prefix) {
        CommandSpec spec = parser.apply(words).getCommandSpec();
        List<String> wanted = vocabulary.get().keys().stream()
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
