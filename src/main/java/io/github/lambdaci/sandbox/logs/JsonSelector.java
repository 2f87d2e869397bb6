package io.github.lambdaci.sandbox.logs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The way to a value in an event, as in {@code $.user.names[0]} or {@code $.['user.name']}. */
record JsonSelector(List<String> steps) {
    private static final Pattern STEP =
            Pattern.compile("\\G(?:\\.?\\['([^']+)']|\\.?\\[\"([^\"]+)\"]|\\[(\\d{1,5})]|\\.([\\w\\-]+))");

    static JsonSelector parse(String text) {
        List<String> steps = new ArrayList<>();
        Matcher matcher = STEP.matcher(text);
        int end = 1;
        matcher.region(end, text.length());
        while (matcher.find()) {
            for (int group = 1; group <= matcher.groupCount(); group++) {
                if (matcher.group(group) != null) {
                    steps.add(matcher.group(group));
                }
            }
            end = matcher.end();
        }
        if (steps.isEmpty() || end != text.length()) {
            throw LogErrors.invalid("Invalid filter pattern: the property selector " + text);
        }
        return new JsonSelector(steps);
    }

    /** The value; a missing node if there is none. */
    JsonNode of(JsonNode event) {
        JsonNode found = event;
        for (String step : steps) {
            found = found.isArray() && step.matches("\\d+")
                    ? found.path(Integer.parseInt(step))
                    : found.isObject() ? found.path(step) : MissingNode.getInstance();
        }
        return found;
    }
}
