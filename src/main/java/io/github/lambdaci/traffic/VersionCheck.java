package io.github.lambdaci.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.Invocation;
import io.github.lambdaci.account.InvocationRequest;
import io.github.lambdaci.account.LambdaInvocations;
import io.github.lambdaci.failure.VersionCheckException;
import io.github.lambdaci.json.JsonTree;
import java.util.List;
import java.util.stream.Collectors;

/** Calls a version before it takes traffic. */
final class VersionCheck {
    private static final int LONGEST_ANSWER = 500;
    private static final int LOG_LINES = 15;

    private final LambdaInvocations invocations;
    private final TrafficLog log;

    VersionCheck(LambdaInvocations invocations, TrafficLog log) {
        this.invocations = invocations;
        this.log = log;
    }

    /**
     * Calls the version itself, which has no traffic yet.
     *
     * @throws VersionCheckException if it fails, or does not answer as expected
     */
    void run(FunctionVersion version, SmokeCheck smoke) {
        log.versionChecking(version);
        Invocation answer = invocations.invoke(new InvocationRequest(
                version.functionName(), version.version(), InvocationRequest.Type.REQUEST_RESPONSE, smoke.payload()));
        if (answer.functionError().isPresent()) {
            throw failed(version, failure(answer.payload()), answer);
        }
        smoke.expectation()
                .filter(expected -> !expected.isMetBy(answer.payload()))
                .ifPresent(expected -> {
                    throw failed(
                            version,
                            "expected " + shortened(expected.toString()) + "\nbut it answered "
                                    + shortened(answer.payload()),
                            answer);
                });
        log.versionChecked(version);
    }

    private static VersionCheckException failed(FunctionVersion version, String what, Invocation answer) {
        return new VersionCheckException(
                "version " + version.version() + " of '" + version.functionName() + "' failed its check: " + what
                        + logTail(answer),
                "the alias was not moved; repair the function or the check (--smoke-payload, --smoke-expect), then run"
                        + " again");
    }

    /** A failure as the runtimes write it: a type and a message. */
    private static String failure(String payload) {
        JsonNode failure = JsonTree.readIfJson(payload);
        String type = failure.path("errorType").asText("");
        String message = failure.path("errorMessage").asText("");
        if (type.isEmpty() && message.isEmpty()) {
            return "it failed with " + shortened(payload);
        }
        if (message.contains("Task timed out")) {
            return "it did not answer in time: " + shortened(message);
        }
        return "it failed with " + shortened(type + (type.isEmpty() || message.isEmpty() ? "" : ": ") + message);
    }

    private static String logTail(Invocation answer) {
        List<String> lines = answer.logTail()
                .orElse("")
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        return lines.isEmpty()
                ? ""
                : lines.stream()
                        .skip(Math.max(0, lines.size() - LOG_LINES))
                        .map(line -> "\n  " + visible(line))
                        .collect(Collectors.joining("", "\nits log ends with:", ""));
    }

    private static String shortened(String text) {
        String line = visible(text.strip());
        return line.length() <= LONGEST_ANSWER ? line : line.substring(0, LONGEST_ANSWER) + "…";
    }

    /** In one line, and without what a terminal would obey. */
    private static String visible(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ").stripTrailing();
    }
}
