package io.github.lambdaci.account;

import io.github.lambdaci.failure.AwsException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What CloudWatch watches and counts. Every method throws {@link AwsException} if it refuses or cannot be reached. */
public interface FunctionHealth {
    /** Alarms by their names, without those that do not exist. */
    Map<String, AlarmState> alarms(List<String> names);

    /**
     * What came of the calls through an alias, by the version that took them.
     *
     * @param function the function's name
     * @param versions the versions' numbers; each has an entry, and one without calls so far has zeros
     * @param since from when on calls are counted; counts are told a minute or two late
     */
    Map<String, CallCounts> calls(String function, String alias, List<String> versions, Instant since);
}
