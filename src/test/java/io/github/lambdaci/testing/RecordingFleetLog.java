package io.github.lambdaci.testing;

import io.github.lambdaci.fleet.Ending;
import io.github.lambdaci.fleet.FleetLog;
import java.time.Duration;
import java.util.List;

/** Records how the functions of a run get on: {@code begun orders}. */
public final class RecordingFleetLog implements FleetLog {
    private final List<String> events;

    /** Adds to these. */
    public RecordingFleetLog(List<String> events) {
        this.events = events;
    }

    @Override
    public void begun(String name) {
        events.add("begun " + name);
    }

    @Override
    public void ended(Ending<?> ending) {
        events.add("ended " + ending.name());
    }

    @Override
    public void waveBegun(String name, int number, int count) {
        events.add("wave " + number + " of " + count + ": " + name);
    }

    @Override
    public void pausing(Duration duration) {
        events.add("pausing " + duration);
    }

    @Override
    public void checking(String command) {
        events.add("checking " + command);
    }

    @Override
    public void checkFailed(String command, int status) {
        events.add("check failed with " + status);
    }
}
