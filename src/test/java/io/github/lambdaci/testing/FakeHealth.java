package io.github.lambdaci.testing;

import io.github.lambdaci.account.AlarmState;
import io.github.lambdaci.account.CallCounts;
import io.github.lambdaci.account.FunctionHealth;
import io.github.lambdaci.failure.AwsException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Alarms and counts in memory. */
public final class FakeHealth implements FunctionHealth {
    private final Map<String, AlarmState> alarms = new TreeMap<>();
    private final List<Call> calls = new ArrayList<>();
    private Optional<String> failure = Optional.empty();

    private record Call(String function, String alias, String version, Instant time, CallCounts counts) {}

    /** Makes an alarm, or changes its state. */
    public void alarm(String name, boolean firing, String reason) {
        alarms.put(name, new AlarmState(firing, reason));
    }

    /** Deletes an alarm. */
    public void deleteAlarm(String name) {
        alarms.remove(name);
    }

    /** Lets every request fail from now on. */
    public void fail(String message) {
        failure = Optional.of(message);
    }

    /** Counts calls. */
    public void count(String function, String alias, String version, Instant time, CallCounts counts) {
        calls.add(new Call(function, alias, version, time, counts));
    }

    @Override
    public Map<String, AlarmState> alarms(List<String> names) {
        refuse();
        Map<String, AlarmState> found = new HashMap<>(alarms);
        found.keySet().retainAll(names);
        return found;
    }

    @Override
    public Map<String, CallCounts> calls(String function, String alias, List<String> versions, Instant since) {
        refuse();
        return versions.stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        version -> calls.stream()
                                .filter(call -> call.function().equals(function)
                                        && call.alias().equals(alias)
                                        && call.version().equals(version)
                                        && !call.time().isBefore(since))
                                .map(Call::counts)
                                .reduce(
                                        new CallCounts(0, 0),
                                        (one, other) -> new CallCounts(
                                                one.invocations() + other.invocations(),
                                                one.errors() + other.errors()))));
    }

    private void refuse() {
        failure.ifPresent(message -> {
            throw new AwsException(message, "run again");
        });
    }
}
