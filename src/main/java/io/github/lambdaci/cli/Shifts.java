package io.github.lambdaci.cli;

import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.traffic.Shift;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;

/** Reads how traffic moves, also in the names that CodeDeploy and SAM have for it. */
final class Shifts implements ITypeConverter<Shift> {
    private static final Pattern AT_ONCE = Pattern.compile("all-at-once|(CodeDeployDefault\\.)?(Lambda)?AllAtOnce");
    private static final Pattern STEPS =
            Pattern.compile("(?<kind>canary|linear):(?<percent>\\d{1,3}(?:\\.\\d{1,4})?)%?,(?<interval>.+)");
    private static final Pattern NAMED_STEPS = Pattern.compile("(?:CodeDeployDefault\\.)?(?:Lambda)?"
            + "(?<kind>Canary|Linear)(?<percent>\\d{1,2})Percent(?:Every)?(?<minutes>\\d{1,4})Minutes?");
    private static final Pattern CODE_DEPLOY = Pattern.compile("codedeploy:(?<application>[^/]+)/(?<group>.+)");

    @Override
    public Shift convert(String value) {
        Matcher steps = STEPS.matcher(value);
        if (steps.matches()) {
            return gradual(value, steps, new Durations().convert(steps.group("interval")));
        }
        Matcher named = NAMED_STEPS.matcher(value);
        if (named.matches()) {
            return gradual(value, named, Duration.ofMinutes(Long.parseLong(named.group("minutes"))));
        }
        Matcher codeDeploy = CODE_DEPLOY.matcher(value);
        if (codeDeploy.matches()) {
            return new Shift.CodeDeploy(codeDeploy.group("application"), codeDeploy.group("group"));
        }
        if (AT_ONCE.matcher(value).matches()) {
            return new Shift.AllAtOnce();
        }
        throw new ProjectException(
                "'" + value + "' is no way to move traffic",
                "all-at-once, canary:10%,5m, linear:10%,1m or codedeploy:APPLICATION/GROUP");
    }

    private static Shift gradual(String value, Matcher matcher, Duration interval) {
        BigDecimal percent = new BigDecimal(matcher.group("percent"));
        if (percent.compareTo(BigDecimal.ONE) < 0 || percent.compareTo(BigDecimal.valueOf(99)) > 0) {
            throw new ProjectException(
                    "'" + value + "' moves " + percent + " % of the traffic", "give a percentage from 1 to 99");
        }
        if (interval.isZero()) {
            throw new ProjectException("'" + value + "' takes no time", "give a duration, as in 30s or 5m");
        }
        return matcher.group("kind").toLowerCase(Locale.ROOT).equals("canary")
                ? new Shift.Canary(percent, interval)
                : new Shift.Linear(percent, interval);
    }
}
