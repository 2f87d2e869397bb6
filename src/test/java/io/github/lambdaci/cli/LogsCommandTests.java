package io.github.lambdaci.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LogQuery;
import io.github.lambdaci.config.Redaction;
import io.github.lambdaci.testing.GoldenFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogsCommandTests {
    private static final Instant NOW = Instant.parse("2026-11-21T12:34:56Z");

    private final CommandRun command = new CommandRun();
    private FunctionVersion first;
    private FunctionVersion second;

    @BeforeEach
    void publishTwoVersions() {
        command.launcher.aws.createFunction("orders");
        first = publish();
        command.launcher.aws.changeSettings("orders");
        second = publish();
        share(Map.of());
    }

    private FunctionVersion publish() {
        return command.launcher
                .aws
                .functions()
                .publishVersion(command.launcher.aws.functions().latest("orders"), "");
    }

    private void share(Map<String, Double> weights) {
        command.launcher.aws.lambda().changeAlias("orders", "latest", second, weights);
    }

    private void log(FunctionVersion version, Instant time, String message) {
        command.launcher.aws.logs().add(version, time, message);
    }

    private int logs(String more) {
        return command.run("logs --function-name orders " + more);
    }

    private LogQuery query() {
        return command.launcher.aws.logs().queries().get(0);
    }

    private String out() {
        return command.bytes.toString(UTF_8);
    }

    @Test
    void help() {
        assertThat(command.run("logs --help")).isZero();
        GoldenFile.of(getClass(), "help-logs.txt").assertHolds(command.out());
        assertThat(command.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void linesOfTheLiveVersionGoToStdout() {
        log(first, NOW.minusSeconds(2), "of an old version");
        log(second, NOW.minusSeconds(2), "one: Grüße");
        log(second, NOW.minusSeconds(1), "two");

        assertThat(logs("")).isZero();

        assertThat(out()).isEqualTo("one: Grüße\ntwo\n");
        assertThat(command.err()).isEmpty();
        assertThat(command.launcher.operations.events()).containsExactly("readingLogs");
        assertThat(command.launcher.calls).containsExactly("close");
    }

    @Test
    void versionsAreToldWhileTheAliasSharesItsTraffic() {
        share(Map.of("1", 0.1));
        log(first, NOW.minusSeconds(2), "one");
        log(second, NOW.minusSeconds(1), "two");

        assertThat(logs("")).isZero();

        assertThat(out()).isEqualTo("[1] one\n[2] two\n");
    }

    @Test
    void allVersionsAreShownWithTheirNumbers() {
        log(first, NOW.minusSeconds(2), "one");
        log(second, NOW.minusSeconds(1), "two");

        assertThat(logs("--all-versions")).isZero();

        assertThat(out()).isEqualTo("[1] one\n[2] two\n");
    }

    @Test
    void qualifierChoosesAnotherVersion() {
        log(first, NOW.minusSeconds(2), "one");
        log(second, NOW.minusSeconds(1), "two");

        assertThat(logs("--qualifier 1")).isZero();

        assertThat(out()).isEqualTo("one\n");
    }

    @Test
    void jsonIsOneObjectOnALine() {
        log(second, NOW.minusSeconds(2), "one");
        log(second, NOW.minusSeconds(1), "two");

        assertThat(logs("--output json")).isZero();

        assertThat(out()).isEqualTo("{\"message\": \"one\"}\n{\"message\": \"two\"}\n");
    }

    @Test
    void tenMinutesAreShownIfNothingElseIsSaid() {
        assertThat(logs("")).isZero();

        assertThat(query().from()).isEqualTo(NOW.minusSeconds(600));
        assertThat(query().until()).isEmpty();
        assertThat(query().filter()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1h, 2026-11-21T11:34:56Z",
        "1h30m, 2026-11-21T11:04:56Z",
        "2d, 2026-11-19T12:34:56Z",
        "99999d, 1970-01-01T00:00:00Z",
        "2026-11-21T12:00Z, 2026-11-21T12:00:00Z",
        "2026-11-21T12:00:00.250+01:00, 2026-11-21T11:00:00.250Z",
    })
    void periodBeginsAndEndsWhereItIsTold(String given, Instant time) {
        assertThat(logs("--since " + given + " --until 1s")).isZero();

        assertThat(query().from()).isEqualTo(time);
        assertThat(query().until()).hasValue(NOW.minusSeconds(1));
    }

    @Test
    void timeWithoutAnOffsetIsInThisMachinesZone() {
        PointInTime.Converter converter = new PointInTime.Converter(() -> ZoneId.of("Europe/Berlin"));

        assertThat(converter.convert("2026-11-21T12:00").at(NOW)).isEqualTo("2026-11-21T11:00:00Z");
        assertThat(converter.convert("2026-07-01").at(NOW)).isEqualTo("2026-06-30T22:00:00Z");
    }

    @Test
    void filterIsPassedOn() {
        assertThat(command.runWords("logs", "--function-name=orders", "--filter", "{ $.level = \"error\" }"))
                .isZero();

        assertThat(query().filter()).hasValue("{ $.level = \"error\" }");
    }

    @Test
    void functionThatNeverRanIsNoFailure() {
        assertThat(logs("")).isZero();

        assertThat(out()).isEmpty();
        assertThat(command.launcher.operations.events())
                .containsExactly("readingLogs", "neverLogged /aws/lambda/orders");
    }

    @Test
    void periodWithoutLinesIsNoFailure() {
        log(second, NOW.minusSeconds(3600), "long ago");

        assertThat(logs("")).isZero();

        assertThat(command.launcher.operations.events()).containsExactly("readingLogs", "nothingLogged");
    }

    @Test
    void followingEndsWell() {
        log(second, NOW.minusSeconds(1), "line");

        assertThat(logs("--follow")).isZero();

        assertThat(out()).isEqualTo("line\n");
        assertThat(command.launcher.operations.events()).containsExactly("followingLogs");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '\0',
            value = {
                "--since yesterday ~ 'yesterday' is neither a duration nor a time",
                "--since 2026-11-22T00:00Z ~ --since 2026-11-22T00:00:00Z is in the future",
                "--since 1h --until 2h ~ --until is before --since",
                "--follow --until 1m ~ --follow never ends, and --until is an end",
                "--all-versions --qualifier 1 ~ --all-versions and --qualifier contradict",
                "--qualifier= ~ '' is not a version or an alias",
                "--qualifier a.b ~ 'a.b' is not a version or an alias",
                "--qualifier blue ~ function 'orders' has no alias 'blue'",
            })
    void whatCannotBeMeantIsRefused(String arguments, String message) {
        assertThat(logs(arguments)).isEqualTo(2);
        assertThat(command.err()).contains(message);
        assertThat(out()).isEmpty();
    }

    @Test
    void readerThatHasSeenEnoughIsNoFailure() {
        log(second, NOW.minusSeconds(1), "line");

        assertThat(run(new BrokenOutput("Broken pipe"))).isZero();
        assertThat(command.launcher.calls).containsExactly("close");
    }

    @Test
    void fullDiskIsAFailure() {
        log(second, NOW.minusSeconds(1), "line");

        assertThat(run(new BrokenOutput("No space left on device"))).isEqualTo(1);
    }

    private int run(OutputStream out) {
        Surroundings surroundings = new Surroundings(
                Map.of(),
                () -> NOW,
                new PrintWriter(new StringWriter()),
                new PrintWriter(new StringWriter()),
                false,
                new StandardBytes(InputStream.nullInputStream(), out),
                new Redaction());
        return new CommandLines(command.launcher, surroundings).run("logs", "--function-name", "orders");
    }

    /** Takes nothing. */
    private static final class BrokenOutput extends OutputStream {
        private final String reason;

        BrokenOutput(String reason) {
            this.reason = reason;
        }

        @Override
        public void write(int content) throws IOException {
            throw new IOException(reason);
        }
    }
}
