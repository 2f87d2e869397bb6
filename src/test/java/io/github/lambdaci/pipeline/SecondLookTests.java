package io.github.lambdaci.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.account.LeaseStore;
import io.github.lambdaci.concurrent.Together;
import io.github.lambdaci.lease.Holder;
import io.github.lambdaci.lease.LeaseRequest;
import io.github.lambdaci.project.LambdaProject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run found is only asked again where it may not be true any more. */
class SecondLookTests {
    private static final Instant BEGUN = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path folder;

    private final Together together = Together.reading();
    private Instant now = BEGUN;
    private World world;
    private Ports ports;
    private LambdaProject project;
    private Checked found;

    @BeforeEach
    void release() throws IOException {
        world = new World(folder);
        world.code("print(1)");
        world.terraformMakesTheFunction();
        world.run("1.0.0");
        world.timer.pass(Duration.ofHours(1));
        project = world.project("orders", "1.0.1");
        ports = new Ports(world.account(), world.builder, world.log, world.leases("ci"), () -> now);
        found = new CheckStage(ports).run(project);
    }

    @AfterEach
    void end() {
        together.close();
    }

    private SecondLook begin() {
        LeaseStore.Reading lease = ports.leases().look(project.keys());
        return SecondLook.begin(
                ports,
                project,
                new SecondLook.FirstLook(BEGUN, Optional.of(lease).flatMap(ports.leases()::justLeft), found),
                together);
    }

    private void somebodyHasTheLeaseForAMoment() {
        world.leases("somebody")
                .hold(new LeaseRequest(project.keys(), "release", Optional.empty()), meanwhile -> "done");
    }

    private Optional<Holder> whoHadTheLease() {
        return ports.leases().justLeft(ports.leases().look(project.keys()));
    }

    private void somebodyMovesTheAlias() {
        world.lambda.changeAlias("orders", "latest", world.lambda.version("orders", "1"), Map.of("2", 0.5));
    }

    @Test
    void nothingIsAskedRightAfterTheFirstLookIfNobodyHadTheLease() {
        SecondLook look = begin();
        // This is found by the revision that each change names.
        somebodyMovesTheAlias();

        assertThat(look.isAsItWas(Optional.empty())).isTrue();
    }

    @Test
    void whatIsOlderThanTenSecondsIsAsked() {
        now = BEGUN.plusSeconds(11);
        somebodyMovesTheAlias();

        assertThat(begin().isAsItWas(Optional.empty())).isFalse();
    }

    @Test
    void whatBecomesOlderWhileTheLeaseIsAwaitedIsAsked() {
        SecondLook look = begin();
        now = BEGUN.plusSeconds(11);
        somebodyMovesTheAlias();

        assertThat(look.isAsItWas(Optional.empty())).isFalse();
    }

    @Test
    void whatWasReadWhileSomebodyGaveTheLeaseBackIsAsked() {
        somebodyMovesTheAlias();
        somebodyHasTheLeaseForAMoment();

        assertThat(begin().isAsItWas(whoHadTheLease())).isFalse();
    }

    @Test
    void whoeverGaveTheLeaseBackMayHaveChangedNothing() {
        somebodyHasTheLeaseForAMoment();

        assertThat(begin().isAsItWas(whoHadTheLease())).isTrue();
    }

    @Test
    void whoeverHadTheLeaseAfterTheFirstLookMayHaveChangedTheFunction() {
        SecondLook look = begin();
        somebodyHasTheLeaseForAMoment();
        somebodyMovesTheAlias();

        assertThat(look.isAsItWas(whoHadTheLease())).isFalse();
    }

    @Test
    void whoeverHadTheLeaseAfterSomebodyElseMayHaveChangedTheFunction() {
        somebodyHasTheLeaseForAMoment();
        SecondLook look = begin();
        somebodyHasTheLeaseForAMoment();
        somebodyMovesTheAlias();

        assertThat(look.isAsItWas(whoHadTheLease())).isFalse();
    }
}
