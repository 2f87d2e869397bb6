package io.github.lambdaci.console;

import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.runtime.Architecture;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Tells what is around a run: a sandbox, a Docker engine, whoever stops it, an account that is busy, the function's log. */
public final class SurroundingsConsole {
    private final StageLines lines;
    private final TransferBar bar;
    private final Course course;

    SurroundingsConsole(StageLines lines, TransferBar bar, Course course) {
        this.lines = lines;
        this.bar = bar;
        this.course = course;
    }

    /** Says that no AWS account is used. */
    public void sandbox(Path folder) {
        course.inSandbox(folder);
        lines.say("sandbox", "no AWS account is used, " + folder + " holds everything");
    }

    /** Says that a plan is made for a function that the sandbox does not have yet. */
    public void sandboxWithoutFunction(Path folder, String function) {
        lines.say(
                "sandbox",
                "no AWS account is used; " + folder + " has no function " + function
                        + " yet, which a run would make with a placeholder as version 1");
    }

    /** Says that this machine builds because nothing else can. */
    public void noEngine() {
        lines.say("builder", "no Docker engine answers, so this machine's own package manager is used");
    }

    /** Says that this machine builds because the engine is of another kind. */
    public void engineCannotRun(Architecture architecture) {
        String why = "the Docker engine cannot run images for " + architecture;
        lines.say("builder", why + ", so this machine's own package manager is used");
    }

    /** Says that the run is being stopped. */
    public void stopping() {
        bar.clear();
        lines.say("stop", "cleaning up; a second Ctrl-C ends at once");
    }

    /** Says that the logs of a version are followed now. */
    public void watching(FunctionVersion version, Optional<Duration> atMost) {
        lines.say(
                "logs",
                "following version " + version.version() + " in " + version.logGroup()
                        + atMost.map(time -> " for " + Wording.duration(time)).orElse("") + "; Ctrl-C ends it");
    }

    /** Says that AWS takes no more requests for the moment. */
    public void throttled(String doing) {
        lines.warn("AWS has too many requests of this account; trying again: " + doing);
    }

    /** A line that the function wrote to its log. */
    public void functionLog(String line) {
        lines.quote("log", line);
    }
}
