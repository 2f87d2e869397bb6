package io.github.lambdaci.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The file with settings, and which of them count. */
@SuppressWarnings("UnusedVariable") // FileArguments looks at what was given, before a command is run.
final class ConfigOptions {
    static final String CONFIG = "--config";
    static final String ENVIRONMENT = "--environment";
    static final String FUNCTION = "--function";

    /** All of them. */
    static final List<String> ALL = List.of(CONFIG, ENVIRONMENT, FUNCTION);

    @Option(
            names = CONFIG,
            paramLabel = "FILE",
            description = "File (YAML or JSON) with settings for functions and environments; the command line wins.")
    private Optional<Path> file = Optional.empty();

    @Option(names = ENVIRONMENT, paramLabel = "NAME", description = "Environment of the file. [LAMBDA_CI_ENVIRONMENT]")
    private Optional<String> environment = Optional.empty();

    @Option(
            names = FUNCTION,
            paramLabel = "NAME",
            split = ",",
            description =
                    "Function of the file, by its name there, or a pattern such as 'mail-*'. Can be repeated where "
                            + "many are shipped. Default: all that the file has.")
    private List<String> functions = List.of();

    /** The value of an option that need not be given. */
    static <T> Optional<T> given(CommandSpec spec, String option) {
        return Objects.requireNonNullElse(spec.findOption(option).getValue(), Optional.empty());
    }

    /** Whether any of them is among the words of a command line. */
    static boolean areIn(List<String> words) {
        return ALL.stream().anyMatch(option -> isIn(words, option));
    }

    /** Whether an option is among the words of a command line. */
    static boolean isIn(List<String> words, String option) {
        return words.stream().anyMatch(word -> word.equals(option) || word.startsWith(option + "="));
    }
}
