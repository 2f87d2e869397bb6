package io.github.lambdaci.pipeline;

import io.github.lambdaci.failure.BuildException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.UnaryOperator;

/** Takes what a build writes, line by line: tells the log without secrets, and remembers the end of it. */
public final class BuildOutput {
    private static final int REMEMBERED = 200;

    private final UnaryOperator<String> redaction;
    private final PipelineLog log;
    private final Deque<String> last = new ArrayDeque<>();

    /** Output that goes to a log. */
    public BuildOutput(BuildEnvironment environment, PipelineLog log) {
        this.redaction = environment.redaction();
        this.log = log;
    }

    /** Takes a line; standard output and standard error may arrive from two threads. */
    public synchronized void line(String line) {
        String shown = redaction.apply(line.stripTrailing());
        last.addLast(shown);
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
