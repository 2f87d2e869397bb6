package io.github.lambdaci.cli;

import io.github.lambdaci.failure.ProjectException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The file with settings, and the environments that something is promoted between. */
final class PromotionOptions {
    static final String FROM = "--from";
    static final String TO = "--to";

    @Option(
            names = ConfigOptions.CONFIG,
            paramLabel = "FILE",
            description = "File (YAML or JSON) with settings for functions and environments; the command line wins.")
    private Optional<Path> file = Optional.empty();

    @Option(names = FROM, paramLabel = "NAME", description = "Environment of the file to promote from.")
    private Optional<String> from = Optional.empty();

    @Option(names = TO, paramLabel = "NAME", description = "Environment of the file to promote to.")
    private Optional<String> to = Optional.empty();

    @Option(
            names = ConfigOptions.FUNCTION,
            paramLabel = "NAME",
            split = ",",
            description = "Function of the file, by its name there, or a pattern such as 'mail-*'. Can be repeated. "
                    + "Default: all that the file has.")
    @SuppressWarnings("UnusedVariable") // FileArguments looks at what was given, before the command is run.
    private List<String> functions = List.of();

    /** The environment that is promoted from, if it has a name. */
    Optional<String> from() {
        return from;
    }

    /** The environment that is promoted to, if it has a name. */
    Optional<String> to() {
        return to;
    }

    /** Environments are those of a file, and a file tells nothing of a promotion without them. */
    void requireBothOrNone() {
        if (file.isPresent() && (from.isEmpty() || to.isEmpty())) {
            throw new ProjectException(
                    "a promotion is from one environment of the file to another",
                    "give both: " + FROM + " ENVIRONMENT " + TO + " ENVIRONMENT");
        }
        if (file.isEmpty() && (from.isPresent() || to.isPresent())) {
            throw new ProjectException(
                    (from.isPresent() ? FROM : TO) + " names a part of a configuration file, and none was given",
                    "add --config FILE, or use --from-function-name and --function-name");
        }
    }
}
