package io.github.lambdaci;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class StopSignalsTests {
    private static final Duration USUAL = Duration.ofSeconds(5);

    private static StopSignals stopped(Duration patience) {
        StopSignals signals = new StopSignals(new Thread(() -> {}), patience);
        signals.ended();
        signals.stop(() -> {}, () -> {});
        return signals;
    }

    @Test
    void allOfATimeIsLeftWhileNobodyAsksToStop() {
        StopSignals signals = new StopSignals(new Thread(() -> {}), Duration.ZERO);

        assertThat(signals.left(USUAL)).isEqualTo(USUAL);
    }

    @Test
    void afterASignalOnlyWhatIsLeftOfThePatienceIs() {
        assertThat(stopped(Duration.ofHours(1)).left(USUAL)).isEqualTo(USUAL);
        assertThat(stopped(Duration.ofSeconds(4)).left(USUAL)).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(3));
        assertThat(stopped(Duration.ofMillis(500)).left(USUAL)).isZero();
    }
}
