package io.github.lambdaci.cli;

import io.github.lambdaci.config.FileNames;
import io.github.lambdaci.config.Key;
import io.github.lambdaci.config.Vocabulary;
import io.github.lambdaci.project.Inclusion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The settings that a configuration file can have: the options of the command that ships, whichever there are. */
final class FileKeys {
    /** What stands in front of a key's name in that of its option. */
    static final String PREFIX = "--";

    /** What is about one call, or about all functions of a file. */
    private static final List<String> NOT_IN_FILES = List.of(
            DiagnosisOptions.HELP,
            DiagnosisOptions.STACKTRACE,
            "--verbose",
            "--version",
            "--changed-since",
            "--parallelism",
            "--fail-fast",
            "--atomic");

    private static final String DESCRIPTOR = "--app-packages-descriptor-path";

    private FileKeys() {}

    static Vocabulary of(CommandSpec ship) {
        List<Key> keys = new ArrayList<>();
        for (OptionSpec option : ship.options()) {
            String name = option.longestName();
            if (!NOT_IN_FILES.contains(name) && !ConfigOptions.ALL.contains(name)) {
                keys.add(key(option));
            }
        }
        return new Vocabulary(keys);
    }

    /** The option of a key. */
    static String option(String key) {
        return PREFIX + key;
    }

    private static Key key(OptionSpec option) {
        Key.Kind kind = kind(option);
        List<String> choices =
                kind == Key.Kind.CHOICE ? Arrays.asList(option.paramLabel().split("\\|")) : List.of();
        String description = String.join(" ", option.description()).replace("%%", "%");
        String usual = kind == Key.Kind.OPTIONAL ? option.fallbackValue() : "";
        return new Key(option.longestName().substring(2), kind, choices, usual, files(option), description);
    }

    private static Key.Kind kind(OptionSpec option) {
        if (option.isMultiValue()) {
            return Key.Kind.LIST;
        }
        if (option.arity().min() == 0) {
            return option.arity().max() == 0 ? Key.Kind.FLAG : Key.Kind.OPTIONAL;
        }
        if (option.paramLabel().startsWith("JSON")) {
            return Key.Kind.JSON;
        }
        if (valueType(option).isEnum()) {
            return Key.Kind.CHOICE;
        }
        return Number.class.isAssignableFrom(valueType(option)) ? Key.Kind.NUMBER : Key.Kind.TEXT;
    }

    private static FileNames files(OptionSpec option) {
        if (option.longestName().equals(DESCRIPTOR)) {
            return FileNames.IF_THERE;
        }
        if (valueType(option) == Path.class) {
            return FileNames.ALL;
        }
        if (valueType(option) == Inclusion.class || option.paramLabel().startsWith("FILE[:")) {
            return FileNames.BEFORE_COLON;
        }
        return option.paramLabel().contains("@FILE") ? FileNames.AFTER_AT : FileNames.NONE;
    }

    /** Of an optional value or of those of a list, what they are. */
    private static Class<?> valueType(OptionSpec option) {
        return option.auxiliaryTypes().length == 0 ? option.type() : option.auxiliaryTypes()[0];
    }
}
