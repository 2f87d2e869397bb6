package io.github.lambdaci.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.account.LeaseStore;
import io.github.lambdaci.artifact.ArtifactKeys;
import io.github.lambdaci.testing.FakeLeaseStore;
import io.github.lambdaci.testing.FakeTimer;
import io.github.lambdaci.testing.RecordingLog;
import io.github.lambdaci.testing.Writes;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class TurnTests {
    private static final ArtifactKeys KEYS = new ArtifactKeys("artifacts", "orders");
    private static final LeaseRequest REQUEST = new LeaseRequest(KEYS, "release", Optional.empty());

    private final FakeTimer timer = new FakeTimer();
    private final Writes writes = new Writes();
    private final FakeLeaseStore store = new FakeLeaseStore(writes, timer);
    private final RecordingLog log = new RecordingLog();
    private String mark = "";

    private Leases leases(String owner) {
        return new Leases(store, log, new Owner(owner, new RunningProcess("", 1)), Duration.ofMinutes(10), timer);
    }

    private Terms terms() {
        return Terms.parse(store.text(KEYS.lease()).orElseThrow()).orElseThrow();
    }

    private static LeaseStore.Reading noLook() {
        throw new AssertionError("nobody needs to look");
    }

    @BeforeEach
    void earlierRun() {
        Leases leases = leases("earlier");
        Turn turn = leases.turn(REQUEST);
        leases.hold(turn, () -> leases.look(KEYS), meanwhile -> "done");
        mark = turn.left().orElseThrow();
    }

    @Test
    void theMarkIsWhatALookSees() {
        assertThat(leases("build 1").left(store.read(KEYS.lease()))).contains(mark);
    }

    @Test
    void aLeaseThatSomebodyHasLeavesNoMark() {
        leases("build 1").hold(REQUEST, meanwhile -> {
            assertThat(leases("build 2").left(store.read(KEYS.lease()))).isEmpty();
            return "done";
        });
    }

    @Test
    void whatIsAsItWasLeftIsTakenAtOnceAndHeldWithoutALook() {
        Leases leases = leases("build 1");
        Turn turn = leases.turn(REQUEST);

        turn.tryAtOnce(mark, timer.instant());

        assertThat(turn.isHeld()).isTrue();
        assertThat(terms().released()).isFalse();
        assertThat(timer.repetitions()).as("it is renewed from now on").isEqualTo(1);
        String done = leases.hold(turn, TurnTests::noLook, meanwhile -> {
            assertThat(meanwhile).isEmpty();
            return "done";
        });
        assertThat(done).isEqualTo("done");
        assertThat(terms().released()).isTrue();
        assertThat(timer.repetitions()).isZero();
    }

    @Test
    void whatSomebodyElseHasHadSinceIsNotTakenEarly() {
        leases("somebody").hold(REQUEST, meanwhile -> "done");
        Leases leases = leases("build 1");
        Turn turn = leases.turn(REQUEST);

        turn.tryAtOnce(mark, timer.instant());

        assertThat(turn.isHeld()).isFalse();
        assertThat(terms().holder().owner()).isEqualTo("somebody");
        leases.hold(turn, () -> leases.look(KEYS), meanwhile -> {
            assertThat(terms().holder().owner()).isEqualTo("build 1");
            return "done";
        });
    }

    @Test
    void whatIsNotNeededIsGivenBack() {
        Turn turn = leases("build 1").turn(REQUEST);
        turn.tryAtOnce(mark, timer.instant());

        turn.close();

        assertThat(terms().released()).isTrue();
        assertThat(terms().holder().owner()).isEqualTo("build 1");
        assertThat(timer.repetitions()).isZero();
        assertThat(leases("build 2").left(store.read(KEYS.lease()))).isEqualTo(turn.left());
    }

    @Test
    void anAnswerThatComesWhenNobodyWaitsForItIsNoLease() {
        Turn turn = leases("build 1").turn(REQUEST);
        turn.close();

        turn.tryAtOnce(mark, timer.instant());

        assertThat(turn.isHeld()).isFalse();
        assertThat(terms().released()).isTrue();
        assertThat(timer.repetitions()).isZero();
    }

    @Test
    void aLeaseWhoseAnswerWasLostIsKnownAgain() {
        Leases leases = leases("build 1");
        Turn turn = leases.turn(REQUEST);
        writes.clear();
        writes.failAfter(1);
        turn.tryAtOnce(mark, timer.instant());
        assertThat(turn.isHeld()).isFalse();
        assertThat(terms().released()).isFalse();

        leases.hold(turn, () -> leases.look(KEYS), meanwhile -> "done");

        assertThat(timer.sleeps()).as("nobody is waited for").isEmpty();
        assertThat(terms().released()).isTrue();
    }

    @Test
    void aLeaseWhoseAnswerWasLostAndThatNobodyNeedsIsGivenBack() {
        Turn turn = leases("build 1").turn(REQUEST);
        writes.clear();
        writes.failAfter(1);
        turn.tryAtOnce(mark, timer.instant());

        turn.close();

        assertThat(terms().released()).isTrue();
        assertThat(terms().holder().owner()).isEqualTo("build 1");
    }

    @Test
    void patienceBeginsWhenItIsNeeded() {
        Leases leases = leases("build 1");
        Turn turn = leases.turn(REQUEST);
        timer.pass(Duration.ofMinutes(11));
        killedRun();

        leases.hold(turn, () -> leases.look(KEYS), meanwhile -> "done");

        assertThat(timer.sleeps()).isNotEmpty();
        assertThat(terms().holder().owner()).isEqualTo("build 1");
    }

    /** Leaves a lease behind that lasts for some time yet. */
    private void killedRun() {
        Holder holder = new Holder("id", "killed", "", "release", Optional.empty(), timer.instant());
        store.put(KEYS.lease(), new Terms(holder, Leases.LENGTH, 0, false).text());
    }

    @Test
    void whoGivesALeaseBackForOthersIsNobodyElse() {
        Leases leases = leases("build 1");
        Turn turn = leases.turn(REQUEST);
        turn.tryAtOnce(mark, timer.instant());
        turn.close();

        assertThat(turn.justLeft(leases.look(KEYS))).isEmpty();
        assertThat(leases.justLeft(leases.look(KEYS))).isPresent();
        leases.hold(turn, () -> leases.look(KEYS), meanwhile -> {
            assertThat(meanwhile).isEmpty();
            return "done";
        });
    }

    @Test
    void whatWasGivenBackCanBeTakenAgain() {
        Leases leases = leases("build 1");
        Turn turn = leases.turn(REQUEST);
        leases.hold(turn, () -> leases.look(KEYS), meanwhile -> "done");

        turn.resume(timer.instant());
        assertThat(turn.isHeld()).isTrue();
        assertThat(turn.left()).isEmpty();
        assertThat(terms().released()).isFalse();

        turn.close();
        assertThat(terms().released()).isTrue();
    }

    @Test
    void whatSomebodyElseHasByNowIsNotTakenAgain() {
        Leases leases = leases("build 1");
        Turn turn = leases.turn(REQUEST);
        leases.hold(turn, () -> leases.look(KEYS), meanwhile -> "done");
        leases("somebody").hold(REQUEST, meanwhile -> {
            turn.resume(timer.instant());
            assertThat(turn.isHeld()).isFalse();
            assertThat(terms().holder().owner()).isEqualTo("somebody");
            return "done";
        });
    }
}
