package io.github.lambdaci.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaci.artifact.ArtifactKey;
import io.github.lambdaci.artifact.ArtifactKeys;
import io.github.lambdaci.failure.AwsException;
import io.github.lambdaci.failure.InterruptedRunException;
import io.github.lambdaci.failure.OvertakenException;
import io.github.lambdaci.testing.FakeLeaseStore;
import io.github.lambdaci.testing.FakeTimer;
import io.github.lambdaci.testing.RecordingLog;
import io.github.lambdaci.testing.Writes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LeasesTests {
    private static final ArtifactKeys KEYS = new ArtifactKeys("artifacts", "orders");
    private static final ArtifactKey KEY = KEYS.lease();
    private static final RunningProcess HERE = new RunningProcess("boot/pid:[1]", 4_000_000_000L);

    private final FakeTimer timer = new FakeTimer();
    private final Writes writes = new Writes();
    private final FakeLeaseStore store = new FakeLeaseStore(writes, timer);
    private final RecordingLog log = new RecordingLog();

    private static LeaseRequest request(String sourceVersion) {
        return new LeaseRequest(KEYS, "release", Optional.of(sourceVersion));
    }

    private Leases leases(String owner) {
        return leases(owner, Duration.ofMinutes(10));
    }

    private Leases leases(String owner, Duration patience) {
        return new Leases(store, log, new Owner(owner, new RunningProcess("", 1)), patience, timer);
    }

    private Terms terms() {
        return Terms.parse(store.text(KEY).orElseThrow()).orElseThrow();
    }

    /** Leaves a lease behind, as a run that was killed does. */
    private void killedRun(String owner, String process) {
        Holder holder = new Holder("id", owner, process, "release", Optional.of("0.9"), timer.instant());
        store.put(KEY, new Terms(holder, Leases.LENGTH, 0, false).text());
    }

    @Test
    void leaseIsThereDuringTheWorkAndGivenBackAfterIt() {
        String result = leases("build 1").hold(request("1.0"), meanwhile -> {
            assertThat(terms().released()).isFalse();
            assertThat(terms().holder().description()).isEqualTo("build 1 (release of 1.0)");
            assertThat(meanwhile).isEmpty();
            assertThat(timer.repetitions()).isEqualTo(1);
            return "done";
        });

        assertThat(result).isEqualTo("done");
        assertThat(terms().released()).isTrue();
        assertThat(timer.repetitions()).isZero();
        assertThat(log.events()).isEmpty();
    }

    @Test
    void leaseIsGivenBackWhenTheWorkFails() {
        assertThatThrownBy(() -> leases("build 1").hold(request("1.0"), meanwhile -> {
                    throw new AwsException("the work failed", "try again");
                }))
                .hasMessage("the work failed");

        assertThat(terms().released()).isTrue();
    }

    @Test
    void leaseIsGivenBackByARunThatWasToldToStop() {
        assertThatThrownBy(() -> leases("build 1").hold(request("1.0"), meanwhile -> {
                    Thread.currentThread().interrupt();
                    throw new InterruptedRunException("working");
                }))
                .isInstanceOf(InterruptedRunException.class);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(terms().released()).isTrue();
    }

    @Test
    void leaseThatWasGivenBackIsTakenWithoutAWait() {
        leases("build 1").hold(request("1.0"), meanwhile -> "done");
        timer.pass(Duration.ofSeconds(10));

        leases("build 2").hold(request("1.1"), meanwhile -> {
            assertThat(meanwhile).isEmpty();
            return "done";
        });

        assertThat(timer.sleeps()).isEmpty();
        assertThat(log.events()).isEmpty();
    }

    @Test
    void runWaitsForWhoeverHasTheLeaseAndIsToldWho() {
        killedRun("build 1", "");
        Instant start = timer.instant();
        Leases second = leases("build 2");

        second.hold(request("1.1"), meanwhile -> {
            assertThat(meanwhile.orElseThrow().owner()).isEqualTo("build 1");
            return "done";
        });

        assertThat(log.events())
                .containsExactly(
                        "leaseAwaited orders build 1 (release of 0.9) 600",
                        "leaseTakenOver orders build 1 (release of 0.9) EXPIRED",
                        "leaseArrived orders "
                                + Duration.between(start, timer.instant()).toSeconds());
        assertThat(timer.sleeps()).startsWith(Duration.ofMillis(500), Duration.ofMillis(750));
        assertThat(timer.sleeps()).last().isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void leaseIsRenewedForAsLongAsTheWorkLasts() {
        leases("build 1").hold(request("1.0"), meanwhile -> {
            timer.passBusily(Duration.ofHours(2));
            assertThatThrownBy(() -> leases("build 2", Duration.ZERO).hold(request("1.1"), other -> "stolen"))
                    .isInstanceOf(AwsException.class);
            return "done";
        });

        assertThat(terms().renewals()).isEqualTo(400);
        assertThat(log.events()).isEmpty();
    }

    @Test
    void impatientRunFailsAndSaysWhoHasTheLeaseAndWhatToTry() {
        killedRun("build 1", "");

        assertThatThrownBy(() -> leases("build 2", Duration.ZERO).hold(request("1.1"), meanwhile -> "stolen"))
                .isInstanceOfSatisfying(AwsException.class, e -> {
                    assertThat(e)
                            .hasMessage("another run is changing 'orders': build 1 (release of 0.9), since"
                                    + " 2026-11-21 12:00:00 UTC");
                    assertThat(e.hint()).contains("--lock-timeout 30m", "s3://artifacts/lambda-ci/orders/lease.json");
                });
        assertThat(timer.sleeps()).isEmpty();
        assertThat(log.events()).isEmpty();
    }

    @Test
    void waitEndsOnTime() {
        leases("build 1").hold(request("1.0"), meanwhile -> {
            timer.passBusily(Duration.ofSeconds(5));
            assertThatThrownBy(() -> leases("build 2", Duration.ofSeconds(20)).hold(request("1.1"), other -> "stolen"))
                    .hasMessageContaining("waited 20 s for it");
            return "done";
        });

        assertThat(timer.sleeps().stream().reduce(Duration.ZERO, Duration::plus))
                .isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void runThatIsToldToStopStopsWaiting() {
        killedRun("build 1", "");
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> leases("build 2").hold(request("1.1"), meanwhile -> "stolen"))
                .isInstanceOf(InterruptedRunException.class)
                .hasMessage("interrupted while waiting for build 1 (release of 0.9)");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void leaseOfAProcessThatIsSeenToBeGoneIsTakenOverAtOnce() {
        killedRun("me", HERE.mark());
        Leases second = new Leases(store, log, new Owner("me again", HERE), Duration.ZERO, timer);

        assertThat(second.<String>hold(request("1.1"), meanwhile -> "done")).isEqualTo("done");
        assertThat(log.events()).containsExactly("leaseTakenOver orders me (release of 0.9) PROCESS_GONE");
    }

    @Test
    void processElsewhereOrAliveIsWaitedFor() {
        RunningProcess self = RunningProcess.current();

        assertThat(HERE.knowsGone(HERE.mark())).isTrue();
        assertThat(HERE.knowsGone(new RunningProcess("other boot/pid:[1]", 4_000_000_000L).mark()))
                .isFalse();
        assertThat(HERE.knowsGone("")).isFalse();
        assertThat(HERE.knowsGone(HERE.place() + "/x")).isFalse();
        assertThat(new RunningProcess("", 1).knowsGone("")).isFalse();
        assertThat(new RunningProcess(HERE.place(), 1).knowsGone(new RunningProcess(HERE.place(), self.id()).mark()))
                .isFalse();
    }

    @Test
    void lostAnswerToTakingItIsNoReasonToWait() {
        leases("build 1").hold(request("1.0"), meanwhile -> "done");
        // The SDK sends again what was not answered, and is refused: the lease is this run's own by then.
        RefusingOnce lossy = new RefusingOnce(store);

        new Leases(lossy, log, new Owner("build 2", HERE), Duration.ZERO, timer)
                .hold(request("1.1"), meanwhile -> "done");

        assertThat(terms().holder().owner()).isEqualTo("build 2");
        assertThat(terms().released()).isTrue();
        assertThat(log.events()).isEmpty();
    }

    @Test
    void lostAnswerToARenewalIsNoLoss() {
        RefusingOnce lossy = new RefusingOnce(store);
        lossy.answer();

        new Leases(lossy, log, new Owner("build 1", HERE), Duration.ZERO, timer).hold(request("1.0"), meanwhile -> {
            lossy.refuse();
            timer.passBusily(Leases.RENEWAL.multipliedBy(2));
            return "done";
        });

        assertThat(terms().released()).isTrue();
        assertThat(log.events()).isEmpty();
    }

    @Test
    void runWhoseLeaseWasTakenOverGoesOnAndIsToldWhoHasIt() {
        leases("build 1").hold(request("1.0"), meanwhile -> {
            timer.pass(Duration.ofSeconds(90));
            return leases("build 2").hold(request("1.1"), other -> {
                timer.passBusily(Leases.RENEWAL);
                return "done";
            });
        });

        assertThat(log.events())
                .containsExactly(
                        "leaseTakenOver orders build 1 (release of 1.0) EXPIRED",
                        "leaseLost orders build 2 (release of 1.1)");
        assertThat(terms().holder().owner()).isEqualTo("build 2");
        assertThat(terms().released()).isTrue();
    }

    @Test
    void runThatWasOvertakenSaysByWhom() {
        assertThatThrownBy(() -> leases("build 1").hold(request("1.0"), meanwhile -> {
                    timer.pass(Duration.ofSeconds(90));
                    leases("build 2").hold(request("1.1"), other -> "done");
                    throw new OvertakenException("somebody else changed it", "run again", null);
                }))
                .isInstanceOf(OvertakenException.class)
                .hasMessage("somebody else changed it\nit was build 2 (release of 1.1), which has had the lease since"
                        + " 2026-11-21 12:01:30 UTC");
    }

    @Test
    void changeWithoutALeaseIsSaidToBeNoneOfLambdaCi() {
        assertThatThrownBy(() -> leases("build 1").hold(request("1.0"), meanwhile -> {
                    throw new OvertakenException("somebody else changed it", "run again", null);
                }))
                .hasMessageContaining("no run of lambda-ci")
                .hasMessageContaining("Terraform");
    }

    @Test
    void failedRenewalIsTriedAgain() {
        leases("build 1").hold(request("1.0"), meanwhile -> {
            writes.failBefore(1);
            timer.passBusily(Leases.RENEWAL.multipliedBy(2));
            return "done";
        });

        assertThat(terms().renewals()).isEqualTo(1);
        assertThat(terms().released()).isTrue();
    }

    @Test
    void workIsDoneAlthoughTheLeaseCannotBeGivenBack() {
        String result = leases("build 1").hold(request("1.0"), meanwhile -> {
            writes.failBefore(1);
            return "done";
        });

        assertThat(result).isEqualTo("done");
        assertThat(terms().released()).isFalse();
        assertThat(log.events()).containsExactly("leaseKept orders 60");
    }

    @Test
    void storeWithoutConditionalWritesIsSaidToKeepNoLease() {
        store.supportNothing();

        assertThat(leases("build 1").<String>hold(request("1.0"), meanwhile -> "done"))
                .isEqualTo("done");
        assertThat(log.events()).containsExactly("leasesUnsupported orders");
        assertThat(store.text(KEY)).isEmpty();
    }

    @Test
    void whatIsNoLeaseBindsNobody() {
        store.put(KEY, "{\"written\": \"by hand\"}");

        assertThat(leases("build 1").<String>hold(request("1.0"), meanwhile -> "done"))
                .isEqualTo("done");
        assertThat(terms().released()).isTrue();
    }

    @Test
    void whoeverHadTheLeaseLongBeforeTheRunBeganHasNotReleasedMeanwhile() {
        leases("build 1").hold(request("1.0"), meanwhile -> "done");
        timer.pass(Duration.ofMinutes(5));
        Leases second = leases("build 2");
        timer.pass(Duration.ofSeconds(20));

        assertThat(second.<Boolean>hold(request("1.1"), meanwhile -> meanwhile.isEmpty()))
                .isTrue();
    }

    @Test
    void whoeverHadTheLeaseWhileTheRunWasBuildingIsNamed() {
        Leases second = leases("build 2");
        timer.pass(Duration.ofSeconds(20));
        leases("build 1").hold(request("1.0"), meanwhile -> "done");
        timer.pass(Duration.ofSeconds(20));

        assertThat(second.<String>hold(
                        request("1.1"), meanwhile -> meanwhile.orElseThrow().owner()))
                .isEqualTo("build 1");
    }
}
