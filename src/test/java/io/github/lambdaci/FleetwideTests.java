package io.github.lambdaci;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetwideTests {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void aSandboxIsServedOnceUntilItIsClosedAndThenAnew() {
        Fleetwide fleetwide = Fleetwide.forOne();
        EmbeddedAws first = fleetwide.sandbox(folder);
        assertThat(fleetwide.sandbox(folder.resolve("."))).isSameAs(first);

        fleetwide.close();
        EmbeddedAws second = fleetwide.sandbox(folder);

        assertThat(second).isNotSameAs(first);
        fleetwide.close();
    }
}
