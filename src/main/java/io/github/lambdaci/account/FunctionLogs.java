package io.github.lambdaci.account;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** What functions write to CloudWatch Logs. */
public interface FunctionLogs {
    /**
     * Follows the log streams of one version until the time is over or the thread is interrupted.
     *
     * @param from the time of the first event to show
     * @param atMost how long to follow; without it, until interrupted
     * @param line takes each event's message
     */
    void follow(FunctionVersion version, Instant from, Optional<Duration> atMost, Consumer<String> line);
}
