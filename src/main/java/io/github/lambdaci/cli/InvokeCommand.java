package io.github.lambdaci.cli;

import io.github.lambdaci.account.Invocation;
import io.github.lambdaci.account.InvocationRequest;
import io.github.lambdaci.account.Payload;
import io.github.lambdaci.operation.AnswerFile;
import io.github.lambdaci.operation.EventPayload;
import io.github.lambdaci.operation.FunctionFailure;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code lambda-ci invoke}: invokes a function. */
@Command(
        name = "invoke",
        header = "Invokes a function, at most once.",
        description = {
            "The answer goes to stdout, what the function logged to stderr. If the function fails, its error is told, and "
                    + "the exit code is 1. With --output json the result is a JSON document: statusCode, "
                    + "executedVersion, functionError, payload, log."
        },
        parameterListHeading = "%nWhat to send:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  lambda-ci invoke --function-name orders '{\"id\": 1}'",
            "  lambda-ci invoke --function-name orders --type event @event.json",
            "  generate-event | lambda-ci invoke --function-name orders - > answer.json",
        },
        versionProvider = Version.class,
        abbreviateSynopsis = true,
        sortOptions = false)
final class InvokeCommand implements Callable<Integer> {
    private final Launcher launcher;
    private final Surroundings surroundings;

    @Parameters(
            paramLabel = "JSON|@FILE|-",
            arity = "0..*",
            hideParamSyntax = true,
            description = "The event: JSON, a file with it, or - for standard input. Default: {}.")
    private List<String> payload = List.of();

    @Mixin
    private FunctionOptions function = new FunctionOptions();

    @Mixin
    private QualifierOptions qualifier = new QualifierOptions();

    @Mixin
    private InvocationOptions invocation = new InvocationOptions();

    @Mixin
    @SuppressWarnings("UnusedVariable") // Looked at before the command is run.
    private ConfigOptions config = new ConfigOptions();

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Mixin
    private FormatOptions output = new FormatOptions();

    @Mixin
    private DiagnosisOptions diagnosis = new DiagnosisOptions();

    InvokeCommand(Launcher launcher, Surroundings surroundings) {
        this.launcher = launcher;
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        String name = function.function();
        Optional<AnswerFile> file = invocation.file();
        InvocationRequest request = new InvocationRequest(
                name,
                qualifier.or(function.alias()),
                invocation.type(),
                event().within(invocation.type()).text());
        try (AccountSession session = launcher.open(target.toAccount(diagnosis))) {
            Invocation answer = session.account().invocations().invoke(request);
            if (invocation.isWithLog()) {
                answer.logTail().ifPresent(session.operations()::logTail);
            }
            write(answer, file, session);
            return tell(request, answer, session).number();
        }
    }

    private EventPayload event() {
        return payload.isEmpty() ? EventPayload.EMPTY : PayloadArgument.read(payload, surroundings.bytes());
    }

    private void write(Invocation answer, Optional<AnswerFile> file, AccountSession session) {
        file.ifPresent(wanted -> {
            wanted.write(answer.answer());
            session.operations().answerWritten(wanted.path(), answer.answer().size());
        });
        try {
            if (output.format() == OutputFormat.JSON) {
                surroundings.bytes().writeLine(launcher.texts().json(answer));
            } else if (file.isEmpty() && answer.answer().size() > 0) {
                surroundings.bytes().write(withLineBreak(answer.answer()));
            }
        } catch (StandardBytes.ReaderGoneException e) {
            // The function ran all the same, and how it ended is still told.
            return;
        }
    }

    /** So that the next prompt, or the next answer of a loop, begins on a line of its own. */
    private static byte[] withLineBreak(Payload answer) {
        byte[] bytes = answer.bytes();
        if (bytes[bytes.length - 1] == '\n') {
            return bytes;
        }
        byte[] line = Arrays.copyOf(bytes, bytes.length + 1);
        line[bytes.length] = '\n';
        return line;
    }

    private static ExitCode tell(InvocationRequest request, Invocation answer, AccountSession session) {
        if (answer.functionError().isPresent()) {
            session.operations().functionFailed(request, answer, FunctionFailure.of(answer));
            return ExitCode.FAILED;
        }
        session.operations().invoked(request, answer);
        return ExitCode.DONE;
    }
}
