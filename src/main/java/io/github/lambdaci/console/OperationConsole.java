package io.github.lambdaci.console;

import io.github.lambdaci.account.Invocation;
import io.github.lambdaci.account.InvocationRequest;
import io.github.lambdaci.account.LogQuery;
import io.github.lambdaci.account.LogSource;
import io.github.lambdaci.operation.FunctionFailure;
import io.github.lambdaci.operation.OperationLog;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells people what happens while they read logs and invoke functions. */
final class OperationConsole implements OperationLog {
    private static final String LOGS = "logs";
    private static final String INVOKE = "invoke";
    private static final int TRACE_LINES = 12;

    private final StageLines lines;

    OperationConsole(StageLines lines) {
        this.lines = lines;
    }

    @Override
    public void readingLogs(LogQuery query) {
        lines.say(LOGS, versions(query) + " in " + groups(query) + ", " + period(query));
    }

    @Override
    public void followingLogs(LogQuery query) {
        lines.say(
                LOGS,
                "following " + versions(query) + " in " + groups(query) + ", " + period(query) + "; Ctrl-C ends it");
    }

    @Override
    public void neverLogged(LogQuery query) {
        String function = query.sources().get(0).function();
        lines.say(
                LOGS,
                function + " has not logged anything yet: there is no log group " + groups(query)
                        + ", which Lambda makes when a function first runs");
    }

    @Override
    public void nothingLogged(LogQuery query) {
        String matching = query.filter().isPresent() ? "no line matches the filter" : "nothing was logged";
        boolean all =
                query.sources().stream().anyMatch(source -> source.versions().isEmpty());
        lines.say(
                LOGS,
                matching + "; --since goes further back" + (all ? "" : ", --all-versions shows other versions too"));
    }

    @Override
    public void logTail(String tail) {
        tail.lines().forEach(line -> lines.quote("log", line));
    }

    @Override
    public void invoked(InvocationRequest request, Invocation invocation) {
        String function = request.function() + ":" + request.qualifier();
        lines.say(
                INVOKE,
                switch (request.type()) {
                    case REQUEST_RESPONSE ->
                        version(request, invocation) + " answered with "
                                + Wording.bytes(invocation.answer().size());
                    case EVENT ->
                        function + " has the event in its queue (" + invocation.status() + "); what it logs: "
                                + logs(request, request.qualifier());
                    case DRY_RUN -> function + " may be invoked (" + invocation.status() + "); it did not run";
                });
    }

    @Override
    public void functionFailed(InvocationRequest request, Invocation invocation, FunctionFailure failure) {
        List<String> details = new ArrayList<>();
        failure.message().lines().skip(1).forEach(details::add);
        failure.trace().stream().limit(TRACE_LINES).map(line -> "  " + line).forEach(details::add);
        if (failure.trace().size() > TRACE_LINES) {
            details.add("  and " + (failure.trace().size() - TRACE_LINES) + " more lines");
        }
        details.add(remedy(request, invocation, failure.kind()));
        lines.fail(
                version(request, invocation) + " failed: "
                        + failure.type().map(type -> type + ": ").orElse("")
                        + failure.message().lines().findFirst().orElse("it does not say why"),
                details);
    }

    @Override
    public void answerWritten(Path file, int bytes) {
        lines.say(INVOKE, "wrote " + Wording.bytes(bytes) + " to " + file);
    }

    private static String remedy(InvocationRequest request, Invocation invocation, FunctionFailure.Kind kind) {
        return switch (kind) {
            case ERROR -> "what it logged: " + logs(request, executed(request, invocation));
            case TIMEOUT ->
                "raise its timeout where the function is kept (Terraform, CloudFormation), or let it do less";
            case KILLED ->
                "its log tells how much memory it used: raise its memory where the function is kept"
                        + " (Terraform, CloudFormation)";
            case ANSWER_TOO_LARGE -> "Lambda passes on 6 MB: let the function put its answer into S3";
        };
    }

    private static String logs(InvocationRequest request, String qualifier) {
        String quoted = qualifier.startsWith("$") ? "'" + qualifier + "'" : qualifier;
        return "lambda-ci logs --function-name " + request.function() + " --qualifier " + quoted;
    }

    private static String version(InvocationRequest request, Invocation invocation) {
        return "version " + executed(request, invocation) + " of " + request.function();
    }

    private static String executed(InvocationRequest request, Invocation invocation) {
        return invocation.executedVersion().isEmpty() ? request.qualifier() : invocation.executedVersion();
    }

    private static String versions(LogQuery query) {
        List<String> numbers = query.sources().stream()
                .flatMap(source -> source.versions().stream())
                .sorted()
                .toList();
        return switch (numbers.size()) {
            case 0 -> "all versions";
            case 1 -> "version " + numbers.get(0);
            default -> "versions " + Wording.and(numbers);
        };
    }

    private static String groups(LogQuery query) {
        return query.sources().stream().map(LogSource::logGroup).distinct().collect(Collectors.joining(" and "));
    }

    private static String period(LogQuery query) {
        return Stream.concat(
                        Stream.of("since " + query.from().truncatedTo(ChronoUnit.SECONDS)),
                        query.until().stream().map(until -> "until " + until.truncatedTo(ChronoUnit.SECONDS)))
                .collect(Collectors.joining(" "));
    }
}
