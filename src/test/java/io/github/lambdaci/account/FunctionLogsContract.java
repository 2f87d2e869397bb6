package io.github.lambdaci.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What following a function's logs does. */
public abstract class FunctionLogsContract extends PortContract {
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private FunctionVersion version;

    @BeforeEach
    void createFunction() {
        FunctionVersion latest = aws().functions().latest(aws().createFunction(unique("function")));
        version = aws().functions().publishVersion(latest, "1.0");
    }

    private List<String> follow(Instant from) {
        List<String> lines = new ArrayList<>();
        aws().logs().follow(version, from, Optional.of(Duration.ZERO), lines::add);
        return lines;
    }

    @Test
    void functionThatNeverRanHasNoLines() {
        assertThat(follow(now)).isEmpty();
    }

    @Test
    void linesComeInTheOrderOfTheirTimes() {
        aws().writeLog(version, now.plusMillis(2), "second");
        aws().writeLog(version, now.plusMillis(1), "first");
        aws().writeLog(version, now.plusMillis(3), "third");

        assertThat(follow(now)).containsExactly("first", "second", "third");
    }

    @Test
    void linesOfOtherVersionsAreLeftOut() {
        FunctionVersion latest = aws().functions().latest(name());
        aws().writeLog(latest, now, "not this one");
        aws().writeLog(version, now, "this one");

        assertThat(follow(now)).containsExactly("this one");
    }

    @Test
    void linesFromBeforeAreLeftOut() {
        aws().writeLog(version, now.minusSeconds(10), "before");
        aws().writeLog(version, now, "at that time");

        assertThat(follow(now)).containsExactly("at that time");
    }

    private String name() {
        return version.functionArn().substring(version.functionArn().lastIndexOf(':') + 1);
    }
}
