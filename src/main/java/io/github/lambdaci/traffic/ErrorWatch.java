package io.github.lambdaci.traffic;

import io.github.lambdaci.account.CallCounts;
import io.github.lambdaci.account.FunctionHealth;
import io.github.lambdaci.account.FunctionVersion;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Watches how many calls of the new version fail, compared with those of the version before it in the same time.
 *
 * <p>A single failed call proves nothing where few are made, and a function that fails often is not made worse by a
 * version that fails as often.
 */
final class ErrorWatch implements Watch {
    /** CloudWatch counts by the minute. */
    private static final Duration PAUSE = Duration.ofSeconds(15);

    private static final long FAILED_CALLS = 3;
    private static final double WORSE_BY = 0.05;

    private final FunctionHealth health;
    private final Move move;
    private final FunctionVersion before;
    private final PassingTime time;
    private Instant since = Instant.EPOCH;

    ErrorWatch(FunctionHealth health, Move move, FunctionVersion before, PassingTime time) {
        this.health = health;
        this.move = move;
        this.before = before;
        this.time = time;
    }

    @Override
    public void begin() {
        since = time.now().truncatedTo(ChronoUnit.MINUTES);
    }

    @Override
    public Optional<String> objection() {
        FunctionVersion version = move.version();
        Map<String, CallCounts> calls =
                health.calls(version.functionName(), move.alias(), List.of(before.version(), version.version()), since);
        CallCounts now = counts(calls, version);
        CallCounts then = counts(calls, before);
        boolean worse = now.errors() >= FAILED_CALLS && now.errorRate() > then.errorRate() + WORSE_BY;
        return worse
                ? Optional.of("version " + version.version() + " failed " + rate(now) + ", version " + before.version()
                        + " " + rate(then) + ", while the traffic moved")
                : Optional.empty();
    }

    @Override
    public Duration pause() {
        return PAUSE;
    }

    private static CallCounts counts(Map<String, CallCounts> calls, FunctionVersion version) {
        return Optional.ofNullable(calls.get(version.version())).orElse(new CallCounts(0, 0));
    }

    private static String rate(CallCounts calls) {
        return calls.errors() + " of " + calls.invocations() + " calls ("
                + String.format(Locale.ROOT, "%.1f", calls.errorRate() * 100) + " %)";
    }
}
