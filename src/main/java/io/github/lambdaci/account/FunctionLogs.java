package io.github.lambdaci.account;

import io.github.lambdaci.failure.AwsException;
import io.github.lambdaci.failure.ProjectException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What functions write to CloudWatch Logs.
 *
 * <p>Every method throws {@link AwsException} if CloudWatch Logs refuses, fails or cannot be reached, and {@link
 * ProjectException} if it does not understand the filter.
 */
public interface FunctionLogs {
    /**
     * Reads what was logged, in the order of time.
     *
     * @param line takes each line as it is found
     * @return whether there is a log group at all: Lambda makes it when a function first runs
     */
    boolean read(LogQuery query, Consumer<LogLine> line);

    /**
     * Reads what was logged, and goes on with what is logged meanwhile, until the time is over or the thread is
     * interrupted. A line that can be found only later comes after lines that are younger.
     *
     * @param atMost how long to follow; without it, until interrupted
     * @param line takes each line as it is found
     */
    void follow(LogQuery query, Optional<Duration> atMost, Consumer<LogLine> line);
}
