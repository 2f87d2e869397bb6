package io.github.lambdaci.console;

import io.github.lambdaci.failure.LambdaCiException;
import io.github.lambdaci.fleet.Ending;
import io.github.lambdaci.pipeline.Forecast;
import io.github.lambdaci.pipeline.Release;
import io.github.lambdaci.plan.Plan;
import io.github.lambdaci.project.Credentials;
import java.util.List;
import java.util.stream.Stream;

/** What is said of one function of many. */
final class FleetWording {
    private FleetWording() {}

    /** What became of it, without its name. */
    static String oneLine(Ending<?> ending) {
        if (ending instanceof Ending.Done<?> done) {
            return done(done.result()) + ", in " + Wording.duration(done.took());
        }
        if (ending instanceof Ending.Failed<?> failed) {
            return "FAILED after " + Wording.duration(failed.took()) + ": " + reason(failed);
        }
        if (ending instanceof Ending.HeldBack<?> held) {
            return "held back after " + Wording.duration(held.took()) + ", because of "
                    + held.failure().because() + ": " + held.failure().getMessage();
        }
        return "not begun, because of " + ((Ending.Skipped<?>) ending).because();
    }

    private static String done(Object result) {
        if (result instanceof Release release) {
            return done(release);
        }
        if (result instanceof Forecast forecast) {
            return ForecastWording.of(forecast);
        }
        return result instanceof Plan plan ? planned(plan) : "done";
    }

    private static String done(Release release) {
        String version = Wording.version(release.live());
        return switch (release.status()) {
            case UNCHANGED -> "unchanged, " + version;
            case WAITING -> version + " is ready, the alias was left as it is";
            case UPLOADED -> "uploaded";
            case PUBLISHED -> "live at " + version + before(release);
        };
    }

    private static String before(Release release) {
        return release.previousVersion()
                .map(version -> ", before version " + version)
                .orElse("");
    }

    private static String planned(Plan plan) {
        return plan.hasChanges() ? "would change" : "nothing would change";
    }

    /** The first line of what failed. */
    static String reason(Ending.Failed<?> failed) {
        return failed.failure() instanceof LambdaCiException known
                ? firstLine(known)
                : lines(String.valueOf(failed.failure())).findFirst().orElse("");
    }

    /** The first line of a failure. */
    static String firstLine(LambdaCiException failure) {
        return lines(String.valueOf(failure.getMessage())).findFirst().orElse("");
    }

    /** The rest of what failed, and what to try. */
    static List<String> explanation(Ending.Failed<?> failed) {
        return failed.failure() instanceof LambdaCiException known
                ? explanation(known)
                : List.of("this is a bug in lambda-ci, not in your project");
    }

    /** The rest of a failure, and what to try. */
    static List<String> explanation(LambdaCiException failure) {
        return Stream.concat(lines(String.valueOf(failure.getMessage())).skip(1), lines(failure.hint()))
                .toList();
    }

    private static Stream<String> lines(String text) {
        return Credentials.redact(text).lines().map(StageLines::visible);
    }
}
