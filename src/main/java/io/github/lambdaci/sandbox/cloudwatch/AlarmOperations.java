package io.github.lambdaci.sandbox.cloudwatch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.sandbox.storage.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes, describes and deletes alarms; nothing evaluates them, so that they are as {@code SetAlarmState} says. */
final class AlarmOperations {
    private static final Set<String> STATES = Set.of("OK", AlarmStore.IN_ALARM, "INSUFFICIENT_DATA");
    private static final int MOST_ON_A_PAGE = 100;
    private static final int USUAL_ON_A_PAGE = 50;

    private final AlarmStore alarms;

    AlarmOperations(AlarmStore alarms) {
        this.alarms = alarms;
    }

    ObjectNode putMetricAlarm(String region, ObjectNode parameters) throws IOException {
        require(parameters, "ComparisonOperator");
        require(parameters, "EvaluationPeriods");
        if (!parameters.has("MetricName") && !parameters.has("Metrics")) {
            throw CloudWatchErrors.missing("MetricName");
        }
        return put(region, parameters, "MetricAlarm");
    }

    ObjectNode putCompositeAlarm(String region, ObjectNode parameters) throws IOException {
        require(parameters, "AlarmRule");
        return put(region, parameters, "CompositeAlarm");
    }

    private ObjectNode put(String region, ObjectNode parameters, String type) throws IOException {
        String name = require(parameters, "AlarmName");
        alarms.state().exclusively(() -> {
            Optional<ObjectNode> before = alarms.find(region, name);
            if (before.isPresent() && !before.get().path("type").asText().equals(type)) {
                throw CloudWatchErrors.validation("An alarm of another type has the name " + name);
            }
            String now = alarms.clock().instant().toString();
            ObjectNode alarm = parameters.deepCopy();
            JsonNode tags = Optional.ofNullable(alarm.remove("Tags")).orElse(Json.array());
            alarm.put("type", type).put("AlarmArn", alarms.arn(region, name));
            alarm.put("AlarmConfigurationUpdatedTimestamp", now);
            alarm.put("ActionsEnabled", parameters.path("ActionsEnabled").asBoolean(true));
            if (before.isPresent()) {
                keepState(before.get(), alarm);
            } else {
                setState(alarm, "INSUFFICIENT_DATA", "Unchecked: Initial alarm creation", now);
                alarm.set("tags", tags);
            }
            alarms.save(region, alarm);
        });
        return Json.object();
    }

    // An alarm that is changed keeps the state and the tags that it has.
    private static void keepState(ObjectNode before, ObjectNode alarm) {
        for (String field : List.of("StateValue", "StateReason", "StateUpdatedTimestamp", "tags")) {
            alarm.set(field, before.path(field));
        }
    }

    private static void setState(ObjectNode alarm, String state, String reason, String now) {
        alarm.put("StateValue", state)
                .put("StateReason", reason)
                .put("StateUpdatedTimestamp", now)
                .put("StateTransitionedTimestamp", now);
    }

    ObjectNode setState(String region, ObjectNode parameters) throws IOException {
        String name = require(parameters, "AlarmName");
        String state = require(parameters, "StateValue");
        String reason = require(parameters, "StateReason");
        if (!STATES.contains(state)) {
            throw CloudWatchErrors.validation("Value '" + state
                    + "' at 'stateValue' failed to satisfy constraint: Member must satisfy enum value set:"
                    + " [INSUFFICIENT_DATA, ALARM, OK]");
        }
        alarms.state().exclusively(() -> {
            ObjectNode alarm = get(region, name);
            setState(alarm, state, reason, alarms.clock().instant().toString());
            Json.text(parameters, "StateReasonData").ifPresent(data -> alarm.put("StateReasonData", data));
            alarms.save(region, alarm);
        });
        return Json.object();
    }

    private ObjectNode get(String region, String name) throws IOException {
        return alarms.find(region, name)
                .orElseThrow(() -> CloudWatchErrors.notFound("Alarm " + name + " does not exist"));
    }

    /** Describes alarms; composite ones only to who asks for them, as CloudWatch does. */
    ObjectNode describe(String region, ObjectNode parameters) throws IOException {
        List<String> types = Json.texts(parameters.path("AlarmTypes"));
        List<ObjectNode> matching = new ArrayList<>();
        for (ObjectNode alarm : alarms.all(region)) {
            String type = alarm.path("type").asText();
            boolean wanted = types.isEmpty() ? type.equals("MetricAlarm") : types.contains(type);
            if (wanted && matches(alarm, parameters)) {
                matching.add(alarm);
            }
        }
        int from = Math.min(offset(parameters), matching.size());
        int to = Math.min(from + size(parameters), matching.size());
        ObjectNode answer = Json.object();
        answer.putArray("MetricAlarms");
        answer.putArray("CompositeAlarms");
        for (ObjectNode alarm : matching.subList(from, to)) {
            Json.elements(answer, alarm.path("type").asText() + "s").add(described(alarm));
        }
        return to < matching.size() ? answer.put("NextToken", Integer.toString(to)) : answer;
    }

    private static boolean matches(ObjectNode alarm, ObjectNode parameters) {
        String name = alarm.path("AlarmName").asText();
        List<String> names = Json.texts(parameters.path("AlarmNames"));
        return (names.isEmpty() || names.contains(name))
                && name.startsWith(Json.text(parameters, "AlarmNamePrefix").orElse(""))
                && Json.text(parameters, "StateValue")
                        .map(alarm.path("StateValue").asText()::equals)
                        .orElse(true);
    }

    private static int offset(ObjectNode parameters) {
        String token = Json.text(parameters, "NextToken").orElse("0");
        if (!token.matches("\\d{1,9}")) {
            throw CloudWatchErrors.token();
        }
        return Integer.parseInt(token);
    }

    private static int size(ObjectNode parameters) {
        int wanted = parameters.path("MaxRecords").asInt(USUAL_ON_A_PAGE);
        if (wanted < 1 || wanted > MOST_ON_A_PAGE) {
            throw CloudWatchErrors.validation("Value '" + wanted
                    + "' at 'maxRecords' failed to satisfy constraint: Member must have value between 1 and 100");
        }
        return wanted;
    }

    private static ObjectNode described(ObjectNode alarm) {
        ObjectNode described = AlarmFields.typed(alarm);
        described.remove(List.of("type", "tags"));
        return described;
    }

    /** Deletes alarms; if one of them is not there, none is deleted. */
    ObjectNode delete(String region, ObjectNode parameters) throws IOException {
        List<String> names = Json.texts(parameters.path("AlarmNames"));
        alarms.state().exclusively(() -> {
            for (String name : names) {
                ObjectNode unused = get(region, name);
            }
            for (String name : names) {
                alarms.delete(region, name);
            }
        });
        return Json.object();
    }

    private static String require(ObjectNode parameters, String field) {
        return Json.text(parameters, field).orElseThrow(() -> CloudWatchErrors.missing(field));
    }
}
