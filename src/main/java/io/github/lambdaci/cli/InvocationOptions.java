package io.github.lambdaci.cli;

import io.github.lambdaci.account.InvocationRequest;
import io.github.lambdaci.operation.AnswerFile;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How a function is invoked, and what becomes of its answer. */
final class InvocationOptions {
    @Option(
            names = "--type",
            paramLabel = "TYPE",
            defaultValue = "request-response",
            description = "request-response: wait for the answer. event: put the payload into the function's queue. "
                    + "dry-run: only see whether it may be invoked. Default: request-response. "
                    + "[LAMBDA_CI_INVOCATION_TYPE]")
    private InvocationRequest.Type type = InvocationRequest.Type.REQUEST_RESPONSE;

    @Option(
            names = "--no-log-tail",
            fallbackValue = "true",
            description = "Do not show the last lines that the function logged. [LAMBDA_CI_NO_LOG_TAIL]")
    private boolean withoutLog;

    @Option(
            names = "--output-file",
            paramLabel = "FILE",
            description = "Write the answer to FILE, as it is, instead of stdout. [LAMBDA_CI_OUTPUT_FILE]")
    private Optional<Path> file = Optional.empty();

    InvocationRequest.Type type() {
        return type;
    }

    boolean isWithLog() {
        return !withoutLog;
    }

    /** The file for the answer, which can be written as far as can be told. */
    Optional<AnswerFile> file() {
        return file.map(AnswerFile::of);
    }
}
