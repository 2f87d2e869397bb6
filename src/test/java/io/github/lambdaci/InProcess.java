package io.github.lambdaci;

import io.github.lambdaci.cli.CommandLines;
import io.github.lambdaci.cli.StandardBytes;
import io.github.lambdaci.cli.Surroundings;
import io.github.lambdaci.console.ConsoleLog;
import io.github.lambdaci.console.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Runs command lines as the program does, but in this process: for tests that run very many. */
public final class InProcess {
    private InProcess() {}

    /** What a run came to. */
    public record Outcome(int exitCode, String stdout, String stderr) {}

    /** Runs a command line; where AWS is, and its credentials, are the SDK's own system properties. */
    public static Outcome run(Map<String, String> environment, List<String> arguments) {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        PrintStream err = new PrintStream(log, true, StandardCharsets.UTF_8);
        StringWriter out = new StringWriter();
        Terminal terminal = Terminal.of(environment, 0, StandardCharsets.UTF_8);
        ConsoleLog console = new ConsoleLog(err, terminal, InstantSource.system());
        Resources resources = new Resources();
        StopSignals signals = new StopSignals(Thread.currentThread(), Duration.ofSeconds(10));
        Surroundings surroundings = new Surroundings(
                environment,
                InstantSource.system(),
                new PrintWriter(out),
                new PrintWriter(err, true, StandardCharsets.UTF_8),
                false,
                new StandardBytes(InputStream.nullInputStream(), OutputStream.nullOutputStream()));
        Wiring wiring = new Wiring(environment, CommandLines.version(), console, signals, resources);
        int status = new CommandLines(wiring, surroundings).run(arguments.toArray(new String[0]));
        return new Outcome(status, out.toString(), log.toString(StandardCharsets.UTF_8));
    }
}
