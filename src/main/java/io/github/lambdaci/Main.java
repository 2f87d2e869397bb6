package io.github.lambdaci;

import io.github.lambdaci.aws.EarlyLoading;
import io.github.lambdaci.cli.CommandLines;
import io.github.lambdaci.cli.StandardBytes;
import io.github.lambdaci.cli.Surroundings;
import io.github.lambdaci.config.Redaction;
import io.github.lambdaci.console.ConsoleLog;
import io.github.lambdaci.console.RedactedStream;
import io.github.lambdaci.console.Terminal;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/** Runs the command line and exits; {@link Wiring} builds the object graph. */
public final class Main {
    /** Long enough for a container to be removed, short enough for whoever waits after Ctrl-C. */
    private static final Duration CLEANING_UP = Duration.ofSeconds(10);

    private Main() {}

    public static void main(String[] arguments) {
        boolean mayNeedAws = CommandLines.mayNeedAws(arguments);
        if (mayNeedAws) {
            EarlyLoading.begin();
        }
        Map<String, String> environment = System.getenv();
        Charset charset = Charset.forName(System.getProperty("native.encoding", "US-ASCII"));
        // The launcher knows whether stderr is a terminal, and how wide; Java does not tell.
        Terminal terminal = Terminal.of(environment, Integer.getInteger("lambda-ci.columns", 0), charset);
        Redaction redaction = new Redaction();
        ConsoleLog log =
                new ConsoleLog(new RedactedStream(System.err, redaction::of), terminal, InstantSource.system());
        Resources resources = new Resources();
        StopSignals signals = new StopSignals(Thread.currentThread(), CLEANING_UP);
        signals.handle(log.surroundings()::stopping, () -> stopLate(log, resources));
        Surroundings surroundings = new Surroundings(
                environment,
                InstantSource.system(),
                new PrintWriter(System.out, false, charset),
                new PrintWriter(System.err, true, charset),
                terminal.isLively(),
                // System.out would keep to itself that nobody reads any more.
                new StandardBytes(System.in, new FileOutputStream(FileDescriptor.out)),
                redaction);
        Wiring wiring = new Wiring(environment, CommandLines.version(), log, signals, resources);
        CommandLines lines = new CommandLines(wiring, surroundings);
        String training = System.getProperty(Training.FOLDER);
        if (training != null) {
            new Training(Path.of(training)).run(() -> lines.run(arguments));
        }
        if (mayNeedAws) {
            wiring.begin();
        }
        int status = lines.run(arguments);
        surroundings.out().flush();
        signals.ended();
        System.exit(status);
    }

    private static void stopLate(ConsoleLog log, Resources resources) {
        System.err.println("ERROR interrupted, and something does not stop: ending without it");
        log.standing().ifPresent(standing -> System.err.println("      " + standing));
        resources.close();
    }
}
