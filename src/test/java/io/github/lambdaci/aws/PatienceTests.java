package io.github.lambdaci.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaci.failure.AwsException;
import io.github.lambdaci.failure.InterruptedRunException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class PatienceTests {
    private final FakeTime time = new FakeTime();

    @Test
    void stepsGrowUpToTwoSeconds() {
        Patience.Wait wait = time.patience(Duration.ofMinutes(10)).begin();

        for (int i = 0; i < 12; i++) {
            wait.pause("it");
        }

        assertThat(time.sleeps().get(0)).isEqualTo(Duration.ofMillis(100));
        assertThat(time.sleeps().get(1)).isEqualTo(Duration.ofMillis(150));
        assertThat(time.sleeps()).isSorted().last().isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void stepsVary() {
        FakeTime other = new FakeTime();
        new Patience(Duration.ofMinutes(1), other, other, () -> 0).begin().pause("it");
        new Patience(Duration.ofMinutes(1), other, other, () -> 1).begin().pause("it");

        assertThat(other.sleeps()).containsExactly(Duration.ofMillis(75), Duration.ofMillis(125));
    }

    @Test
    void limitEndsTheWaitOnTime() {
        Patience.Wait wait = time.patience(Duration.ofSeconds(5)).begin();

        assertThatThrownBy(() -> {
                    while (true) {
                        wait.pause("the update of orders");
                    }
                })
                .isInstanceOf(AwsException.class)
                .hasMessage("Lambda has not finished the update of orders after 5 s");
        assertThat(time.sleeps().stream().reduce(Duration.ZERO, Duration::plus)).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void interruptEndsTheWaitAndIsKept() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> time.patience(Duration.ofSeconds(5)).begin().pause("the update of orders"))
                .isInstanceOf(InterruptedRunException.class)
                .hasMessageContaining("the update of orders");
        assertThat(Thread.interrupted()).isTrue();
    }
}
