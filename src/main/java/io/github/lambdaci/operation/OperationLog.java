package io.github.lambdaci.operation;

import io.github.lambdaci.account.Invocation;
import io.github.lambdaci.account.InvocationRequest;
import io.github.lambdaci.account.LogQuery;
import java.nio.file.Path;

/** What is worth telling the user while a function is operated: one method for each thing, and no wording. */
public interface OperationLog {
    /** Logs are about to be read. */
    void readingLogs(LogQuery query);

    /** Logs are about to be followed until the user interrupts. */
    void followingLogs(LogQuery query);

    /** There is no log group, so that the function cannot have run yet. */
    void neverLogged(LogQuery query);

    /** There are logs, but none that was asked for. */
    void nothingLogged(LogQuery query);

    /** The last lines that the function logged. */
    void logTail(String tail);

    /** The function was called, and did not fail. */
    void invoked(InvocationRequest request, Invocation invocation);

    /** The function was called, and failed. */
    void functionFailed(InvocationRequest request, Invocation invocation, FunctionFailure failure);

    /** The answer was written to a file. */
    void answerWritten(Path file, int bytes);
}
