package io.github.lambdaci.cli;

import io.github.lambdaci.failure.InterruptedRunException;
import io.github.lambdaci.failure.LambdaCiException;
import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.failure.VersionCheckException;

/** How a run ended, for scripts that branch on it. */
public enum ExitCode {
    /** Done, or nothing to do. */
    DONE(0),
    /** A stage failed. */
    FAILED(1),
    /** Wrong command line or project. */
    WRONG_USE(2),
    /** The new version failed its check, or was rolled back before; live traffic is on the old one. */
    VERSION_REFUSED(3),
    /** There are changes: only where a command is asked to tell. */
    CHANGES(4),
    /** A bug in lambda-ci: EX_SOFTWARE of sysexits.h. */
    BUG(70),
    /** Ctrl-C or another signal to stop: what a shell reports for SIGINT. */
    INTERRUPTED(130);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    /** The process's exit status. */
    public int number() {
        return number;
    }

    static ExitCode of(LambdaCiException failure) {
        if (failure instanceof ProjectException) {
            return WRONG_USE;
        }
        if (failure instanceof VersionCheckException) {
            return VERSION_REFUSED;
        }
        return failure instanceof InterruptedRunException ? INTERRUPTED : FAILED;
    }
}
