package io.github.lambdaci.traffic;

import io.github.lambdaci.account.AlarmState;
import io.github.lambdaci.account.FunctionHealth;
import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.failure.VersionCheckException;
import io.github.lambdaci.traffic.WatchedAlarms.IfFiring;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Watches CloudWatch alarms. */
final class AlarmWatch implements Watch {
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final FunctionHealth health;
    private final WatchedAlarms wanted;
    private final TrafficLog log;
    private final Set<String> ignored = new TreeSet<>();

    AlarmWatch(FunctionHealth health, WatchedAlarms wanted, TrafficLog log) {
        this.health = health;
        this.wanted = wanted;
        this.log = log;
    }

    @Override
    public void begin() {
        Map<String, AlarmState> alarms = health.alarms(wanted.names());
        List<String> missing = wanted.names().stream()
                .filter(name -> !alarms.containsKey(name))
                .toList();
        if (!missing.isEmpty()) {
            throw new ProjectException(
                    "there is no CloudWatch alarm " + quoted(missing) + " in this account and region",
                    "check --alarm; the alias was not moved");
        }
        List<String> firing = firing(alarms);
        if (!firing.isEmpty() && wanted.ifFiring() == IfFiring.REFUSE) {
            throw new VersionCheckException(
                    "alarm " + described(firing, alarms)
                            + "\nis firing before any traffic has moved, so it cannot tell whether the new version is good",
                    "the alias was not moved; wait until the alarm has stopped, or, if this version is its cure, add"
                            + " --ignore-alarms");
        }
        ignored.addAll(firing);
        if (!firing.isEmpty()) {
            log.alarmsIgnored(firing);
        }
        List<String> quiet =
                wanted.names().stream().filter(name -> !ignored.contains(name)).toList();
        if (!quiet.isEmpty()) {
            log.alarmsWatched(quiet);
        }
    }

    @Override
    public Optional<String> objection() {
        Map<String, AlarmState> alarms = health.alarms(wanted.names());
        List<String> firing = firing(alarms);
        // Once it has stopped, an alarm that was firing before is as good as any other.
        ignored.retainAll(firing);
        List<String> raised =
                firing.stream().filter(name -> !ignored.contains(name)).toList();
        List<String> missing = wanted.names().stream()
                .filter(name -> !alarms.containsKey(name))
                .toList();
        if (!raised.isEmpty()) {
            return Optional.of("alarm " + described(raised, alarms) + " went off while the traffic moved");
        }
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("alarm " + quoted(missing) + " was deleted while the traffic moved");
    }

    @Override
    public Duration pause() {
        return PAUSE;
    }

    private List<String> firing(Map<String, AlarmState> alarms) {
        return wanted.names().stream()
                .filter(name -> alarms.containsKey(name) && alarms.get(name).firing())
                .toList();
    }

    private static String described(List<String> names, Map<String, AlarmState> alarms) {
        return names.stream()
                .map(name -> "'" + name + "' ("
                        + Optional.ofNullable(alarms.get(name))
                                .map(AlarmState::reason)
                                .filter(reason -> !reason.isBlank())
                                .orElse("CloudWatch gives no reason")
                        + ")")
                .collect(Collectors.joining(" and "));
    }

    private static String quoted(List<String> names) {
        return names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(" and "));
    }
}
