package io.github.lambdaci.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.testing.Gap;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What CloudWatch tells of functions. */
public abstract class FunctionHealthContract extends PortContract {
    @Test
    void alarmsAreToldWithTheirStates() {
        needs(Gap.CLOUDWATCH);
        String quiet = unique("quiet");
        String firing = unique("firing");
        aws().putAlarm(quiet, false);
        aws().putAlarm(firing, true);
        aws().putAlarm(unique("other"), true);

        Map<String, AlarmState> alarms = aws().health().alarms(List.of(quiet, firing, unique("missing")));

        assertThat(alarms)
                .containsOnlyKeys(quiet, firing)
                .containsEntry(firing, new AlarmState(true, "a test says so"))
                .hasEntrySatisfying(quiet, alarm -> assertThat(alarm.firing()).isFalse());
    }

    @Test
    void callsThroughAnAliasAreCountedByVersion() {
        needs(Gap.CLOUDWATCH);
        String function = aws().createFunction(unique("function"));
        FunctionVersion one = aws().functions().publishVersion(aws().functions().latest(function), "one");
        LiveAlias live = aws().aliases().point(AliasRoute.to("live", one, ""), Optional.empty());
        Instant since = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        aws().callAlias(function, "live", 3, 1);
        FunctionVersion updated = aws().functions().updateCode(aws().functions().latest(function), stored("other"));
        FunctionVersion two = aws().functions().publishVersion(updated, "two");
        aws().aliases().point(AliasRoute.to("live", two, ""), Optional.of(live));

        assertThat(aws().health().calls(function, "live", List.of("1", "2"), since))
                .containsEntry("1", new CallCounts(4, 1))
                .containsEntry("2", new CallCounts(0, 0));
    }
}
