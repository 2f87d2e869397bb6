package io.github.lambdaci.console;

import io.github.lambdaci.project.LambdaProject;
import io.github.lambdaci.report.Outcome;

/** What is said of a command that failed. */
final class FailureWording {
    private FailureWording() {}

    /** How it ended, in one sentence. */
    static String headline(Outcome.Failed failed, Course course) {
        String what = "The " + course.doing()
                + course.target()
                        .map(LambdaProject.Target::function)
                        .map(function -> " of " + function)
                        .orElse(" of lambda-ci");
        return what
                + switch (failed.ending()) {
                    case FAILED -> " failed";
                    case REFUSED -> " was refused: live traffic is on the old version";
                    case INTERRUPTED -> " was interrupted";
                };
    }
}
