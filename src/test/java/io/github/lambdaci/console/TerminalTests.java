package io.github.lambdaci.console;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTests {
    @Test
    void terminalIsLively() {
        assertThat(Terminal.of(Map.of("TERM", "xterm"), 80, UTF_8)).isEqualTo(new Terminal(80, true));
    }

    @Test
    void withoutUtf8ThereAreNoSymbols() {
        assertThat(Terminal.of(Map.of("TERM", "xterm"), 80, US_ASCII)).isEqualTo(new Terminal(80, false));
    }

    @ParameterizedTest
    @CsvSource({"NO_COLOR, 1", "CI, true", "TERM, dumb"})
    void environmentCanAskForPlainLines(String variable, String value) {
        assertThat(Terminal.of(Map.of(variable, value), 80, UTF_8)).isEqualTo(Terminal.PLAIN);
    }

    @Test
    void emptyVariablesCountAsUnset() {
        assertThat(Terminal.of(Map.of("NO_COLOR", "", "CI", ""), 80, UTF_8).isLively())
                .isTrue();
    }

    @Test
    void filesArePlain() {
        assertThat(Terminal.of(Map.of(), 0, UTF_8)).isEqualTo(Terminal.PLAIN);
    }
}
