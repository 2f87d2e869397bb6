package io.github.lambdaci.notification;

import io.github.lambdaci.failure.ProjectException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An event bus of Amazon EventBridge.
 *
 * @param text its name or its ARN, as it was given
 * @param name its name
 * @param place where it is, if that is part of an ARN
 */
public record EventBus(String text, String name, Optional<Place> place) {
    private static final Pattern FORM =
            Pattern.compile("(?:arn:aws[a-z-]*:events:(?<region>[a-z0-9-]+):(?<account>\\d{12}):event-bus/)?"
                    + "(?<name>[A-Za-z0-9._/-]{1,256})");

    /** Where a bus is. */
    public record Place(String region, String account) {}

    /**
     * Reads a name, as in {@code default}, or an ARN, as of a bus of another account.
     *
     * @throws ProjectException if it is neither
     */
    public static EventBus of(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new ProjectException(
                    "'" + text + "' is neither the name nor the ARN of an event bus",
                    "as in default, or in arn:aws:events:eu-west-1:123456789012:event-bus/releases");
        }
        return new EventBus(
                text,
                matcher.group("name"),
                Optional.ofNullable(matcher.group("region"))
                        .map(region -> new Place(region, matcher.group("account"))));
    }

    @Override
    public String toString() {
        return text;
    }
}
