package io.github.lambdaci.sandbox.logs;

import java.util.Comparator;

/** A line of a log: when it happened, when it arrived, where it is kept and what it says. */
public record LogEvent(long timestamp, long ingested, String stream, long position, String message) {
    /** The order of time; events of the same millisecond stay in the order of their arrival. */
    static final Comparator<LogEvent> IN_TIME = Comparator.comparing(LogEvent::id);

    /** An event that is not stored yet. */
    public static LogEvent at(long timestamp, String message) {
        return new LogEvent(timestamp, 0, "", 0, message);
    }

    /** A name of the event that sorts in the order of time. */
    String id() {
        long streamNumber = Integer.toUnsignedLong(stream.hashCode());
        return "%020d%012d%024d".formatted(timestamp, streamNumber, position);
    }
}
