package io.github.lambdaci.notification;

import java.util.List;
import java.util.Map;

/**
 * News of a run, in the forms that channels need.
 *
 * @param title what happened, in one line
 * @param lines what belongs to it
 * @param quoted what went wrong, in the words of the error; empty if nothing did
 * @param attributes what receivers can filter by
 * @param document the same for programs, as {@code docs/notification.schema.json} describes it
 */
public record Message(
        String title, List<String> lines, List<String> quoted, Map<String, String> attributes, String document) {
    /** Copies, as it is read by other threads. */
    public Message {
        lines = List.copyOf(lines);
        quoted = List.copyOf(quoted);
        attributes = Map.copyOf(attributes);
    }
}
