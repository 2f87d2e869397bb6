package io.github.lambdaci.cli;

import io.github.lambdaci.failure.LambdaCiException;
import io.github.lambdaci.project.Credentials;
import io.github.lambdaci.report.Outcome;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns failures into text and exit codes; nothing else does. */
final class FailureHandler implements IExecutionExceptionHandler, IParameterExceptionHandler {
    private static final String ALL_OPTIONS = "all options: ";

    private final Launcher launcher;
    private final Surroundings surroundings;
    private final Origins origins;

    FailureHandler(Launcher launcher, Surroundings surroundings, Origins origins) {
        this.launcher = launcher;
        this.surroundings = surroundings;
        this.origins = origins;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        return handle(
                failure,
                command,
                List.of(command.getParseResult().originalArgs().toArray(new String[0])));
    }

    /** Tells of a failure while a command ran, on the terminal and in its reports. */
    int handle(Throwable failure, CommandLine command, List<String> arguments) {
        Told told = told(failure);
        print(told.message(), told.hints().stream());
        if (command.getCommand() instanceof Reporting reporting) {
            reporting.reports().write(told.outcome(this::hidden), launcher);
        }
        if (arguments.contains(DiagnosisOptions.STACKTRACE)) {
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace));
            surroundings.err().print(hidden(trace.toString()));
        }
        surroundings.err().flush();
        return told.code().number();
    }

    /** A failure in words. */
    private record Told(ExitCode code, String message, List<String> hints) {
        Outcome.Failed outcome(UnaryOperator<String> hiding) {
            Outcome.Ending ending = switch (code) {
                case VERSION_REFUSED -> Outcome.Ending.REFUSED;
                case INTERRUPTED -> Outcome.Ending.INTERRUPTED;
                default -> Outcome.Ending.FAILED;
            };
            return new Outcome.Failed(
                    ending,
                    hiding.apply(message).lines().toList(),
                    hints.stream().map(hiding).toList());
        }
    }

    private Told told(Throwable failure) {
        if (failure instanceof LambdaCiException known
                && (ExitCode.of(known) == ExitCode.INTERRUPTED || !launcher.isStopRequested())) {
            return new Told(
                    ExitCode.of(known),
                    String.valueOf(known.getMessage()),
                    known.hint().lines().toList());
        }
        if (launcher.isStopRequested()) {
            // What was cut off complains in its own way, which tells nothing.
            return new Told(ExitCode.INTERRUPTED, "interrupted", List.of(LambdaCiException.RUN_AGAIN));
        }
        if (isTooSmallHeap(failure)) {
            return new Told(
                    ExitCode.FAILED,
                    "there is not enough memory: Java has "
                            + (Runtime.getRuntime().maxMemory() >> 20) + " MB",
                    List.of(
                            "give it more, as with LAMBDA_CI_JAVA_OPTS=-Xmx1g: the names and hashes of all files are kept",
                            "or leave out what is not needed, in .lambdaignore"));
        }
        return new Told(
                ExitCode.BUG,
                String.valueOf(failure),
                List.of(
                        "this is a bug in lambda-ci " + Version.number() + ", not in your project",
                        "please report it with the output of the same command with --verbose --stacktrace"));
    }

    private static boolean isTooSmallHeap(Throwable failure) {
        // A thread that cannot be made is an OutOfMemoryError too, which no heap helps.
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(cause -> cause instanceof OutOfMemoryError
                        && String.valueOf(cause.getMessage()).contains("heap"));
    }

    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        String help = ALL_OPTIONS + failure.getCommandLine().getCommandSpec().qualifiedName() + " --help";
        if (failure instanceof UnmatchedArgumentException unmatched) {
            print(unknown(unmatched), Stream.concat(suggestion(unmatched).stream(), Stream.of(help)));
        } else if (failure.getCause() instanceof LambdaCiException refused) {
            print(
                    refused.getMessage() + " (" + origin(failure) + ")",
                    refused.hint().lines());
        } else if (failure instanceof MissingParameterException missing) {
            ArgSpec option = missing.getMissing().get(0);
            print(EnvironmentVariables.name(option) + " needs a value: " + option.paramLabel(), Stream.of(help));
        } else {
            String from = failure.getArgSpec() == null ? "" : " (" + origin(failure) + ")";
            print(failure.getMessage() + from, Stream.of(help));
        }
        surroundings.err().flush();
        return ExitCode.WRONG_USE.number();
    }

    private String origin(ParameterException failure) {
        return origins.of(failure.getArgSpec(), failure.getCommandLine().getParseResult());
    }

    private static String unknown(UnmatchedArgumentException failure) {
        String word = failure.getUnmatched().get(0);
        String name = word.startsWith("-") ? word.replaceFirst("=.*", "") : word;
        return (word.startsWith("-") ? "unknown option '" : "unknown argument '") + name + "'";
    }

    private static Optional<String> suggestion(UnmatchedArgumentException failure) {
        List<String> nearest = failure.getSuggestions().stream().limit(2).toList();
        return nearest.isEmpty() ? Optional.empty() : Optional.of("did you mean " + String.join(" or ", nearest) + "?");
    }

    private void print(String message, Stream<String> hints) {
        PrintWriter err = surroundings.err();
        Ansi ansi = surroundings.colour() ? Ansi.ON : Ansi.OFF;
        List<String> lines = Arrays.asList(hidden(message).split("\\R"));
        err.println(ansi.string("@|bold,red ERROR|@ ") + lines.get(0));
        Stream.of(lines.stream().skip(1), hints, launcher.standing().stream())
                .flatMap(more -> more)
                .forEach(line -> err.println("      " + hidden(line)));
    }

    private String hidden(String text) {
        return surroundings.redaction().of(Credentials.redact(text));
    }
}
