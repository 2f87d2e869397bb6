package io.github.lambdaci.build;

import io.github.lambdaci.failure.BuildException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Takes what a build writes, line by line: tells the log without secrets, and remembers the end of it. */
public final class BuildOutput {
    private static final int REMEMBERED = 200;

    /** Escape sequences (ECMA-48) and other control characters, which have no place in a message. */
    private static final Pattern CONTROL =
            Pattern.compile("\u001b\\[[0-?]*[ -/]*[@-~]|\u001b[@-_]|[\\p{Cntrl}&&[^\t]]");

    private final UnaryOperator<String> redaction;
    private final BuildLog log;
    private final Deque<String> last = new ArrayDeque<>();

    /** Output that goes to a log. */
    public BuildOutput(BuildEnvironment environment, BuildLog log) {
        this.redaction = environment.redaction();
        this.log = log;
    }

    /** Takes a line; standard output and standard error may arrive from two threads. */
    public synchronized void line(String line) {
        String shown = redaction.apply(line.stripTrailing());
        String plain = CONTROL.matcher(shown).replaceAll("");
        if (!plain.isBlank()) {
            last.addLast(plain);
        }
        if (last.size() > REMEMBERED) {
            last.removeFirst();
        }
        log.buildOutput(shown);
    }

    /** The end of what was taken, without secrets. */
    public synchronized List<String> last() {
        return List.copyOf(last);
    }

    /** Says why an install failed. */
    public BuildException failure(InstallFailure.Attempt attempt, int status) {
        return InstallFailure.of(attempt, status, last());
    }
}
