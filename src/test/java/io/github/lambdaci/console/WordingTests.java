package io.github.lambdaci.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingTests {
    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "999, 999 B",
        "1000, 1.0 kB",
        "9949, 9.9 kB",
        "9950, 10 kB",
        "120345, 120 kB",
        "999499, 999 kB",
        "999500, 1.0 MB",
        "2123456, 2.1 MB",
        "262144000, 262 MB",
        "9999999999999999, 10000 TB"
    })
    void bytes(long bytes, String expected) {
        assertThat(Wording.bytes(bytes)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.0 s",
        "1234, 1.2 s",
        "9949, 9.9 s",
        "9950, 10 s",
        "41200, 41 s",
        "59600, 1 min",
        "125000, 2 min 5 s",
        "3599600, 1 h",
        "3780000, 1 h 3 min"
    })
    void durations(long milliseconds, String expected) {
        assertThat(Wording.duration(Duration.ofMillis(milliseconds))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "4f2c9ab01d3e5b6a7c8d9e0f1a2b3c4d5e6f7a8b, 4f2c9ab01d3e",
        "4f2c9ab01d3e5b6a7c8d9e0f1a2b3c4d5e6f7a8b-dirty, 4f2c9ab01d3e-dirty",
        "1.4.0, 1.4.0",
        "feature/x, feature/x"
    })
    void commitsAreAbbreviated(String version, String expected) {
        assertThat(Wording.sourceVersion(version)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0.1, 10 %", "0.125, 12.5 %", "0.05, 5 %", "0.0001, 0.01 %", "1, 100 %"})
    void percent(double share, String expected) {
        assertThat(Wording.percent(share)).isEqualTo(expected);
    }

    @Test
    void manyNamesAreCutShort() {
        assertThat(Wording.some(List.of("a", "b", "c"), 2)).isEqualTo("a, b, c");
        assertThat(Wording.some(List.of("a", "b", "c", "d"), 2)).isEqualTo("a, b and 2 more");
    }
}
