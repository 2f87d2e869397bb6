package io.github.lambdaci.cli;

import io.github.lambdaci.config.Redaction;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs command lines against a fake and keeps what they wrote. */
final class CommandRun {
    final FakeLauncher launcher = new FakeLauncher();
    final Map<String, String> environment = new HashMap<>();
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] in = {};
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** Runs words that a space separates. */
    int run(String line) {
        List<String> words =
                Arrays.stream(line.split(" ")).filter(word -> !word.isEmpty()).toList();
        return runWords(words.toArray(new String[0]));
    }

    /** Runs words that may hold spaces. */
    int runWords(String... words) {
        return new CommandLines(launcher, surroundings()).run(words);
    }

    Surroundings surroundings() {
        return new Surroundings(
                environment,
                () -> Instant.parse("2026-11-21T12:34:56Z"),
                new PrintWriter(out),
                new PrintWriter(err),
                false,
                new StandardBytes(new ByteArrayInputStream(in), bytes),
                new Redaction());
    }

    /** Publishes a version of the function orders with this code and description, and makes it live. */
    void release(String version) {
        launcher.aws.release("orders", "latest", version);
    }

    /** Runs an otherwise complete command line. */
    int ship(String more) {
        return run("--app-s3-bucket artifacts --function-name orders --source-version 1.4.0 " + more);
    }

    ShipRequest request() {
        return launcher.requests.get(0);
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }
}
