package io.github.lambdaci.account;

import java.util.Optional;

/**
 * What came of a call of a function.
 *
 * @param status 200 for an answer, 202 for a queued event, 204 for a dry run
 * @param executedVersion the version that ran, empty if none did
 * @param functionError {@code Handled} or {@code Unhandled} if the function failed
 * @param answer what it answered, or what its failure was
 * @param logTail the last 4 KB of what it logged, for a call that waited
 */
public record Invocation(
        int status, String executedVersion, Optional<String> functionError, Payload answer, Optional<String> logTail) {
    /** A call that was answered with a text. */
    public Invocation(
            int status,
            String executedVersion,
            Optional<String> functionError,
            String payload,
            Optional<String> logTail) {
        this(status, executedVersion, functionError, Payload.of(payload), logTail);
    }

    /** What it answered, or what its failure was, as text. */
    public String payload() {
        return answer.text();
    }
}
