package io.github.lambdaci.console;

import io.github.lambdaci.lease.Holder;
import io.github.lambdaci.lease.LeaseLog;
import io.github.lambdaci.lease.LeaseLog.Abandonment;
import io.github.lambdaci.pipeline.Stage;
import io.github.lambdaci.testing.GoldenFile;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What people read when runs meet. */
final class LeaseConsoleTests {
    private static final Holder RELEASE = new Holder(
            "id",
            "CodeBuild build orders:8f2a1c",
            "",
            "release",
            Optional.of("1.4.0"),
            Instant.parse("2026-11-21T14:58:07Z"));
    private static final Holder PRUNE =
            new Holder("id", "ann@laptop, process 7", "", "prune", Optional.empty(), Instant.EPOCH);

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @Test
    void whoIsWaitedForAndWhyItGoesOnIsSaid() {
        ConsoleLog log = new ConsoleLog(
                new PrintStream(written, true, StandardCharsets.UTF_8), Terminal.PLAIN, () -> Instant.EPOCH);
        LeaseLog leases = log.leasing();
        log.stage(Stage.UPLOAD);
        leases.leaseAwaited("orders", RELEASE, Duration.ofMinutes(10));
        leases.leaseArrived("orders", Duration.ofSeconds(74));
        leases.lookingAgain("orders", Optional.of(RELEASE));
        leases.lookingAgain("orders", Optional.empty());
        leases.leaseTakenOver("orders", RELEASE, Abandonment.EXPIRED);
        leases.leaseTakenOver("orders", PRUNE, Abandonment.PROCESS_GONE);
        leases.leaseLost("orders", RELEASE);
        leases.leasesUnsupported("orders");
        leases.leaseKept("orders", Duration.ofSeconds(60));
        log.surroundings().throttled("publishing a version of function 'orders'");
        GoldenFile.of(getClass(), "lease.txt").assertHolds(written.toString(StandardCharsets.UTF_8));
    }
}
