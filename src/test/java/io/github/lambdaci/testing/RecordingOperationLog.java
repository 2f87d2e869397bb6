package io.github.lambdaci.testing;

import io.github.lambdaci.account.Invocation;
import io.github.lambdaci.account.InvocationRequest;
import io.github.lambdaci.account.LogQuery;
import io.github.lambdaci.operation.FunctionFailure;
import io.github.lambdaci.operation.OperationLog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Records what is told, each as its name and what it is about. */
public final class RecordingOperationLog implements OperationLog {
    private final List<String> events = new ArrayList<>();

    /** Everything that was told, in its order. */
    public List<String> events() {
        return List.copyOf(events);
    }

    @Override
    public void readingLogs(LogQuery query) {
        events.add("readingLogs");
    }

    @Override
    public void followingLogs(LogQuery query) {
        events.add("followingLogs");
    }

    @Override
    public void neverLogged(LogQuery query) {
        events.add("neverLogged " + query.sources().get(0).logGroup());
    }

    @Override
    public void nothingLogged(LogQuery query) {
        events.add("nothingLogged");
    }

    @Override
    public void logTail(String tail) {
        events.add("logTail " + tail.strip());
    }

    @Override
    public void invoked(InvocationRequest request, Invocation invocation) {
        events.add("invoked " + request.function() + ":" + request.qualifier() + " " + invocation.executedVersion());
    }

    @Override
    public void functionFailed(InvocationRequest request, Invocation invocation, FunctionFailure failure) {
        events.add("functionFailed " + failure.type().orElse("") + " " + failure.message());
    }

    @Override
    public void answerWritten(Path file, int bytes) {
        events.add("answerWritten " + file.getFileName() + " " + bytes);
    }
}
