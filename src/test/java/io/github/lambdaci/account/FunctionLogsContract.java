package io.github.lambdaci.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What reading and following a function's logs does. */
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
        aws().logs().follow(LogQuery.of(version, from), Optional.of(Duration.ZERO), line -> lines.add(line.message()));
        return lines;
    }

    private List<LogLine> read(LogQuery query) {
        List<LogLine> lines = new ArrayList<>();
        assertThat(aws().logs().read(query, lines::add)).isTrue();
        return lines;
    }

    private LogQuery query(LogSource source, Optional<Instant> until, Optional<String> filter) {
        return new LogQuery(List.of(source), now, until, filter);
    }

    @Test
    void functionThatNeverRanHasNoLines() {
        assertThat(follow(now)).isEmpty();
        assertThat(aws().logs().read(LogQuery.of(version, now), line -> {})).isFalse();
    }

    @Test
    void linesComeInTheOrderOfTheirTimes() {
        aws().writeLog(version, now.plusMillis(2), "second");
        aws().writeLog(version, now.plusMillis(1), "first");
        aws().writeLog(version, now.plusMillis(3), "third");

        assertThat(follow(now)).containsExactly("first", "second", "third");
        assertThat(read(LogQuery.of(version, now)))
                .extracting(LogLine::message)
                .containsExactly("first", "second", "third");
    }

    @Test
    void linesTellTimeVersionAndStream() {
        aws().writeLog(version, now, "Grüße 你好 😀");

        assertThat(read(LogQuery.of(version, now))).singleElement().satisfies(line -> {
            assertThat(line.time()).isEqualTo(now);
            assertThat(line.version()).isEqualTo("1");
            assertThat(line.stream()).startsWith("2026/11/21/[1]");
            assertThat(line.message()).isEqualTo("Grüße 你好 😀");
        });
    }

    @Test
    void linesOfOtherVersionsAreLeftOut() {
        FunctionVersion latest = aws().functions().latest(name());
        aws().writeLog(latest, now, "not this one");
        aws().writeLog(version, now, "this one");

        assertThat(follow(now)).containsExactly("this one");
    }

    @Test
    void linesOfSeveralVersionsAreMerged() {
        FunctionVersion latest = aws().functions().latest(name());
        aws().writeLog(latest, now.plusMillis(1), "of $LATEST");
        aws().writeLog(version, now, "of 1");
        LogSource both = new LogSource(name(), version.logGroup(), Set.of("1", "$LATEST"));

        assertThat(read(query(both, Optional.empty(), Optional.empty())))
                .extracting(LogLine::version, LogLine::message)
                .containsExactly(tuple("1", "of 1"), tuple("$LATEST", "of $LATEST"));
        assertThat(read(query(LogSource.besides(version), Optional.empty(), Optional.empty())))
                .hasSize(2);
    }

    @Test
    void linesFromBeforeAreLeftOut() {
        aws().writeLog(version, now.minusSeconds(10), "before");
        aws().writeLog(version, now, "at that time");

        assertThat(follow(now)).containsExactly("at that time");
    }

    @Test
    void linesFromAfterwardsAreLeftOut() {
        aws().writeLog(version, now.plusMillis(5), "at that time");
        aws().writeLog(version, now.plusMillis(6), "afterwards");

        assertThat(read(query(LogSource.of(version), Optional.of(now.plusMillis(5)), Optional.empty())))
                .extracting(LogLine::message)
                .containsExactly("at that time");
    }

    @Test
    void linesThatDoNotMatchAreLeftOut() {
        aws().writeLog(version, now, "INFO all is well");
        aws().writeLog(version, now.plusMillis(1), "ERROR nothing is");

        assertThat(read(query(LogSource.of(version), Optional.empty(), Optional.of("ERROR"))))
                .extracting(LogLine::message)
                .containsExactly("ERROR nothing is");
    }

    private String name() {
        return version.functionArn().substring(version.functionArn().lastIndexOf(':') + 1);
    }
}
