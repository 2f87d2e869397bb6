package io.github.lambdaci.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.endtoend.Program.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several runs of the packaged program on one function at once. */
@Timeout(180)
class TwoRunsIT {
    private static final String LEASE = "lambda-ci/orders/lease.json";

    @TempDir
    private static Path prepared;

    private static Sites sites;

    @TempDir
    Path temporary;

    private final List<String> writes = Collections.synchronizedList(new ArrayList<>());
    private final List<Process> started = new ArrayList<>();
    private Site site;

    @BeforeAll
    static void prepare() {
        sites = new Sites(prepared);
    }

    @BeforeEach
    void shipAFirstRelease() {
        site = sites.open(Target.SANDBOX, Scenario.CODE_ONLY);
    }

    @AfterEach
    void endWhatWasStarted() {
        started.forEach(Process::destroyForcibly);
        site.close();
    }

    /** A run in a folder of its own, behind a proxy of its own. */
    private final class Run implements AutoCloseable {
        private final HeldCalls calls;
        private final FaultProxy proxy;
        private final Program program;
        private final List<String> command;

        Run(String name, HeldCalls calls, String... more) throws IOException {
            this.calls = calls;
            this.proxy = new FaultProxy(site.aws(), calls);
            Path folder = Files.createDirectories(temporary.resolve(name));
            ExampleProject.PYTHON.code(folder, name);
            ExampleProject.PYTHON.dependencies(folder, "1.0.0");
            this.program = site.programThrough(proxy.address()).in(folder).with("CODEBUILD_BUILD_ID", "orders:" + name);
            this.command = site.shipping("of-" + name, more);
        }

        Run(String name, String... more) throws IOException {
            this(name, new HeldCalls(name, writes), more);
        }

        Process start() {
            Process process = program.start(command);
            started.add(process);
            return process;
        }

        Outcome run() {
            return program.outcome(start());
        }

        void awaitWords(String words) throws InterruptedException {
            while (!program.toldSoFar().contains(words)) {
                Thread.sleep(5);
            }
        }

        @Override
        public void close() {
            calls.release();
            proxy.close();
        }
    }

    private Run holding(String name, String operation) throws IOException {
        return new Run(name, new HeldCalls(name, writes).holding(operation));
    }

    private static void assertDone(Outcome outcome) {
        assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
    }

    /** What was written, but for content under the key of its source version, which changes nothing for anybody. */
    private List<String> changes() {
        return writes.stream()
                .filter(write -> !write.contains(" S3 PutObject of-"))
                .toList();
    }

    @Test
    void runsOfDifferentCodeGoOneAfterTheOther() throws Exception {
        try (Run first = holding("first", "UpdateFunctionCode");
                Run second = new Run("second");
                Run third = new Run("third")) {
            Process one = first.start();
            first.calls.awaitHeld();
            Process two = second.start();
            Process three = third.start();
            second.awaitWords("waiting for it");
            third.awaitWords("waiting for it");
            first.calls.release();

            assertDone(first.program.outcome(one));
            Outcome outcomeOfSecond = second.program.outcome(two);
            Outcome outcomeOfThird = third.program.outcome(three);

            assertDone(outcomeOfSecond);
            assertDone(outcomeOfThird);
            assertThat(outcomeOfSecond.stderr())
                    .contains("orders is being changed by CodeBuild build orders:")
                    .contains("(release of of-")
                    .contains("it is this run's turn after ")
                    .contains("orders was changed meanwhile by CodeBuild build orders:");
        }
        List<String> turns = changes().stream()
                .map(write -> write.substring(0, write.indexOf(' ')))
                .toList();
        List<String> order = IntStream.range(0, turns.size())
                .filter(i -> i == 0 || !turns.get(i).equals(turns.get(i - 1)))
                .mapToObj(turns::get)
                .toList();
        assertThat(order).as(writes.toString()).hasSize(3).startsWith("first");
        assertThat(site.live()).isEqualTo(order.get(2) + " 1.0.0");
        assertThat(site.account().text(site.bucket(), "lambda-ci/orders/latest/latest.json"))
                .contains("of-" + order.get(2));
    }

    @Test
    void whoeverDoesNotWaitIsToldWhoIsFirst() throws Exception {
        try (Run first = holding("first", "UpdateFunctionCode");
                Run second = new Run("second", "--lock-timeout", "0s")) {
            Process one = first.start();
            first.calls.awaitHeld();

            Outcome refused = second.run();

            assertThat(refused.exitCode()).as(refused.toString()).isEqualTo(1);
            assertThat(refused.stderr())
                    .contains(
                            "ERROR another run is changing 'orders': CodeBuild build orders:first (release of of-first)")
                    .contains("--lock-timeout", "stopped in stage upload: live traffic was not touched");
            assertThat(changes()).noneMatch(write -> write.startsWith("second"));
            Outcome rollback =
                    site.program().run(site.arguments(List.of("rollback", "--to", "1", "--lock-timeout", "0s")));
            assertThat(rollback.exitCode()).as(rollback.toString()).isEqualTo(1);
            assertThat(rollback.stderr()).contains("another run is changing 'orders'");
            first.calls.release();
            assertDone(first.program.outcome(one));
        }
        assertThat(site.live()).isEqualTo("first 1.0.0");
    }

    @Test
    void leaseOfAKilledRunIsTakenOver() throws Exception {
        try (Run killed = new Run("killed");
                Run next = new Run("next", "--lock-timeout", "0s")) {
            killed.proxy.disturb((call, operation) -> operation.name().equals("UpdateFunctionCode"), Fault.KILLED);
            Process process = killed.start();
            killed.proxy.victim(new RunningProgram(killed.program, process));
            assertThat(killed.program.outcome(process).exitCode()).isEqualTo(128 + 9);

            Outcome outcome = next.run();

            assertDone(outcome);
            assertThat(outcome.stderr())
                    .contains("CodeBuild build orders:killed (release of of-killed) did not give orders back and is not"
                            + " running any more: taking it over");
        }
        assertThat(site.live()).isEqualTo("next 1.0.0");
    }

    @Test
    void leaseThatHasExpiredIsTakenOver() throws Exception {
        site.account().write(site.bucket(), LEASE, """
                {"id": "1", "owner": "somebody@elsewhere", "command": "release", "since": "2026-11-21T12:00:00Z",
                 "seconds": 1, "released": false}
                """);
        try (Run next = new Run("next")) {
            Outcome outcome = next.run();

            assertDone(outcome);
            assertThat(outcome.stderr())
                    .contains("somebody@elsewhere (release) did not give orders back and has shown no sign of life");
        }
    }

    @Test
    void whoeverIsToldToStopGivesTheLeaseBack() throws Exception {
        try (Run stopped = new Run("stopped");
                Run next = new Run("next", "--lock-timeout", "0s")) {
            stopped.proxy.disturb((call, operation) -> operation.name().equals("UpdateFunctionCode"), Fault.TERMINATED);
            Process process = stopped.start();
            stopped.proxy.victim(new RunningProgram(stopped.program, process));
            Outcome outcome = stopped.program.outcome(process);
            assertThat(outcome.exitCode()).as(outcome.toString()).isEqualTo(130);
            assertThat(site.account().text(site.bucket(), LEASE)).contains("\"released\" : true");

            Outcome after = next.run();

            assertDone(after);
            assertThat(after.stderr()).doesNotContain("lease ");
        }
    }

    @Test
    void whoeverLostTheLeaseIsStoppedByTheGuardsAndToldWhoWon() throws Exception {
        try (Run loser = holding("loser", "UpdateAlias")) {
            Process process = loser.start();
            loser.calls.awaitHeld();
            site.account().write(site.bucket(), LEASE, """
                    {"id": "2", "owner": "the winner", "command": "rollback", "since": "2026-11-21T12:00:00Z",
                     "seconds": 60, "released": true}
                    """);
            site.account()
                    .lambda()
                    .updateAlias(request ->
                            request.functionName(site.function()).name("latest").functionVersion("1"));
            loser.calls.release();

            Outcome outcome = loser.program.outcome(process);

            assertThat(outcome.exitCode()).as(outcome.toString()).isEqualTo(1);
            assertThat(outcome.stderr())
                    .contains("somebody else changed it meanwhile")
                    .contains("it was the winner (rollback), which has had the lease since 2026-11-21 12:00:00 UTC");
        }
        assertThat(site.liveVersion()).isEqualTo("1");
    }

    @Test
    void runWithNothingToDoDoesNotWaitForAnybody() throws Exception {
        try (Run first = new Run("first")) {
            assertDone(first.run());
            site.account().write(site.bucket(), LEASE, """
                    {"id": "3", "owner": "somebody@elsewhere", "command": "release", "since": "2026-11-21T12:00:00Z",
                     "seconds": 3600, "released": false}
                    """);
            writes.clear();

            Outcome again = first.run();

            assertDone(again);
            assertThat(writes).isEmpty();
        }
    }
}
