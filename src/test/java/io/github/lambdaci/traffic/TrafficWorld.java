package io.github.lambdaci.traffic;

import io.github.lambdaci.account.Account;
import io.github.lambdaci.account.AliasRoute;
import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LambdaAliases;
import io.github.lambdaci.account.LiveAlias;
import io.github.lambdaci.account.NamedAlias;
import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.failure.AwsException;
import io.github.lambdaci.failure.InterruptedRunException;
import io.github.lambdaci.runtime.LambdaRuntime;
import io.github.lambdaci.testing.FakeArtifactStore;
import io.github.lambdaci.testing.FakeDeployments;
import io.github.lambdaci.testing.FakeFunctionLogs;
import io.github.lambdaci.testing.FakeHealth;
import io.github.lambdaci.testing.FakeLambda;
import io.github.lambdaci.testing.FakeLeaseStore;
import io.github.lambdaci.testing.FakePassingTime;
import io.github.lambdaci.testing.FakeTimer;
import io.github.lambdaci.testing.RecordingLog;
import io.github.lambdaci.testing.Writes;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A function whose alias {@code live} points to version 1, and a version 2 that is to become live. */
final class TrafficWorld {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    static final Shift.Canary CANARY = new Shift.Canary(BigDecimal.TEN, Duration.ofMinutes(5));

    final Writes writes = new Writes();
    private final FakeArtifactStore store = new FakeArtifactStore(writes);
    final FakeLambda lambda = new FakeLambda(store, writes);
    final FakeHealth health = new FakeHealth();
    final FakeDeployments deployments = new FakeDeployments();
    final RecordingLog log = new RecordingLog();
    final FakePassingTime time = new FakePassingTime();
    final Aliases aliases = new Aliases();
    final FunctionVersion one;
    final FunctionVersion two;

    TrafficWorld() {
        one = lambda.publishVersion(lambda.createFunction("orders", LambdaRuntime.of("python3.13")), "one");
        lambda.point(AliasRoute.to("live", one, "first"), Optional.empty());
        two = publish("two");
        writes.clear();
    }

    FunctionVersion publish(String code) {
        FunctionVersion latest = lambda.change(
                "orders",
                old -> new FunctionVersion(
                        old.functionArn(),
                        old.version(),
                        old.runtime(),
                        old.architecture(),
                        Sha256.of(code.getBytes(StandardCharsets.UTF_8)),
                        old.layers(),
                        old.settings(),
                        old.revisionId(),
                        old.logGroup()));
        return lambda.publishVersion(latest, code);
    }

    /** Lambda's aliases as the SDK's client gives them: it sends nothing on an interrupted thread. */
    final class Aliases implements LambdaAliases {
        int failures;
        boolean failsToSettle;
        boolean aborted;

        @Override
        public Optional<LiveAlias> alias(String function, String alias) {
            refuse();
            return lambda.alias(function, alias);
        }

        @Override
        public List<NamedAlias> aliases(String function) {
            return lambda.aliases(function);
        }

        @Override
        public LiveAlias point(AliasRoute route, Optional<LiveAlias> current) {
            refuse();
            return lambda.point(route, current);
        }

        @Override
        public LiveAlias settled(AliasRoute route, LiveAlias pointed) {
            refuse();
            if (failsToSettle) {
                throw new AwsException("AWS failed", "run again");
            }
            return lambda.settled(route, pointed);
        }

        @Override
        public Optional<LiveAlias> ifSettled(AliasRoute route, LiveAlias pointed) {
            return Optional.of(settled(route, pointed));
        }

        private void refuse() {
            if (aborted || Thread.currentThread().isInterrupted()) {
                throw new InterruptedRunException("sending a request");
            }
            if (failures > 0) {
                failures--;
                throw new AwsException("AWS failed", "run again");
            }
        }
    }

    AliasMove move() {
        Account account = new Account(
                store,
                new FakeLeaseStore(writes, new FakeTimer()),
                lambda,
                aliases,
                lambda,
                lambda,
                lambda,
                new FakeFunctionLogs(),
                health,
                deployments,
                store,
                lambda);
        return new AliasMove(account, log, time);
    }

    LiveAlias ship(TrafficPolicy policy) {
        return ship(policy, lambda.alias("orders", "live"));
    }

    LiveAlias ship(TrafficPolicy policy, Optional<LiveAlias> current) {
        return move().run(new Move("live", current, two, "second", policy));
    }

    /** Where the alias leads, as in {@code 1 {2=0.1}}. */
    String traffic() {
        LiveAlias alias = lambda.alias("orders", "live").orElseThrow();
        return alias.target().version() + " " + alias.weights();
    }

    static TrafficPolicy shifting(Shift shift, String... alarms) {
        return new TrafficPolicy(
                Optional.empty(), shift, new WatchedAlarms(List.of(alarms), WatchedAlarms.IfFiring.REFUSE), PATIENCE);
    }

    static TrafficPolicy ignoring(Shift shift, String... alarms) {
        return new TrafficPolicy(
                Optional.empty(), shift, new WatchedAlarms(List.of(alarms), WatchedAlarms.IfFiring.IGNORE), PATIENCE);
    }

    static TrafficPolicy checking(String payload, String expected) {
        return new TrafficPolicy(
                Optional.of(new SmokeCheck(
                        payload,
                        Optional.of(expected).filter(text -> !text.isEmpty()).map(Expectation::of))),
                new Shift.AllAtOnce(),
                WatchedAlarms.NONE,
                PATIENCE);
    }
}
