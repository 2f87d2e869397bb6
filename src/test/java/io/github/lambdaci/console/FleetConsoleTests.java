package io.github.lambdaci.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.failure.BuildException;
import io.github.lambdaci.failure.HeldBackException;
import io.github.lambdaci.fleet.Ending;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FleetConsoleTests {
    private static final Ending<String> DONE = new Ending.Done<>("orders", "x", Duration.ofMillis(1500));
    private static final Ending<String> FAILED = new Ending.Failed<>(
            "mail",
            new BuildException("pip exited with status 1\nmore", "see its output above"),
            Duration.ofMillis(500));

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @Test
    void inAPipelineEachEndIsALineAndAFailureIsExplained() {
        FleetConsole console = console(Terminal.PLAIN, false);
        PrintStream orders = console.outputOf("orders");
        PrintStream mail = console.outputOf("mail");

        console.begun("orders");
        orders.println("check    all is well");
        mail.println("bundle   installing");
        mail.println("  [pip]  no such package: é");
        console.ended(FAILED);
        console.ended(DONE);
        console.ended(new Ending.Skipped<>("invoices", "mail"));

        assertThat(said.toString(StandardCharsets.UTF_8)).isEqualTo("""
                        mail      FAILED after 0.5 s: pip exited with status 1
                          more
                          see its output above
                          | bundle   installing
                          |   [pip]  no such package: é
                        orders    done, in 1.5 s
                        invoices  not begun, because of mail
                        """);
    }

    @Test
    void withVerboseEverythingIsTold() {
        FleetConsole console = console(Terminal.PLAIN, true);
        console.outputOf("orders").println("check    all is well");
        console.ended(DONE);

        assertThat(said.toString(StandardCharsets.UTF_8)).contains("  | check    all is well\n");
    }

    @Test
    void onATerminalWhatIsBeingDoneIsShownBelow() {
        FleetConsole console = console(new Terminal(30, true), false);
        PrintStream orders = console.outputOf("orders");
        console.outputOf("mail");
        orders.println("nobody looks");
        console.begun("orders");
        orders.println("check    a line that is longer than the terminal is wide");
        orders.print("not whole yet");
        console.ended(DONE);

        assertThat(said.toString(StandardCharsets.UTF_8)).isEqualTo("""
                        orders    nobody looks
                        \u001b[1A\u001b[Jorders    check    a line tha
                        \u001b[1A\u001b[Jorders    done, in 1.5 s
                        """);
    }

    @Test
    void wavesAndWhatIsBetweenThemAreTold() {
        FleetConsole console = console(Terminal.PLAIN, false);

        console.waveBegun("prod-eu", 1, 2);
        console.ended(DONE);
        console.pausing(Duration.ofMinutes(10));
        console.checking("./smoke-test");
        console.checkSaid("it smokes");
        console.checkFailed("./smoke-test", 7);
        console.ended(new Ending.HeldBack<>(
                "mail",
                new HeldBackException("version 5 is published, and alias 'live' was left at version 4", "orders"),
                Duration.ofSeconds(1)));

        assertThat(said.toString(StandardCharsets.UTF_8)).isEqualTo("""
                        wave 1 of 2: prod-eu
                        orders    done, in 1.5 s
                        waiting 10 min before the next wave
                        check: ./smoke-test
                          | it smokes
                        the check FAILED with exit code 7: no further wave is begun
                          mend what it complains of, or the check, then run the same command again
                        mail      held back after 1.0 s, because of orders: version 5 is published, and alias 'live' was left at version 4
                        """);
    }

    private FleetConsole console(Terminal terminal, boolean verbose) {
        return new FleetConsole(
                new PrintStream(said, true, StandardCharsets.UTF_8),
                terminal,
                List.of("orders", "mail", "invoices"),
                verbose);
    }
}
