package io.github.lambdaci.sandbox.codedeploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.sandbox.storage.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a deployment configuration routes traffic to a new version.
 *
 * @param type {@code AllAtOnce}, {@code TimeBasedCanary} or {@code TimeBasedLinear}
 * @param percentage of the calls that go to the new version at first, and with linear routing more at each step
 * @param interval the minutes between two steps
 */
record Traffic(String type, int percentage, int interval) {
    static final Traffic ALL_AT_ONCE = new Traffic("AllAtOnce", 100, 0);

    private static final Pattern PREDEFINED =
            Pattern.compile("CodeDeployDefault\\.Lambda(?:Canary10Percent(?<canary>5|10|15|30)Minutes"
                    + "|Linear10PercentEvery(?<linear>1Minute|2Minutes|3Minutes|10Minutes)|AllAtOnce)");

    /** The names of the configurations that every account has for Lambda. */
    static final List<String> NAMES = List.of(
            "CodeDeployDefault.LambdaAllAtOnce",
            "CodeDeployDefault.LambdaCanary10Percent10Minutes",
            "CodeDeployDefault.LambdaCanary10Percent15Minutes",
            "CodeDeployDefault.LambdaCanary10Percent30Minutes",
            "CodeDeployDefault.LambdaCanary10Percent5Minutes",
            "CodeDeployDefault.LambdaLinear10PercentEvery10Minutes",
            "CodeDeployDefault.LambdaLinear10PercentEvery1Minute",
            "CodeDeployDefault.LambdaLinear10PercentEvery2Minutes",
            "CodeDeployDefault.LambdaLinear10PercentEvery3Minutes");

    static Optional<Traffic> predefined(String name) {
        Matcher form = PREDEFINED.matcher(name);
        if (!form.matches()) {
            return Optional.empty();
        }
        if (form.group("canary") != null) {
            return Optional.of(new Traffic("TimeBasedCanary", 10, Integer.parseInt(form.group("canary"))));
        }
        return form.group("linear") == null
                ? Optional.of(ALL_AT_ONCE)
                : Optional.of(new Traffic(
                        "TimeBasedLinear",
                        10,
                        Integer.parseInt(form.group("linear").replaceAll("\\D", ""))));
    }

    /** Reads a {@code trafficRoutingConfig}. */
    static Traffic of(JsonNode config) {
        String type = Json.text(config, "type").orElse("AllAtOnce");
        Traffic traffic = switch (type) {
            case "AllAtOnce" -> ALL_AT_ONCE;
            case "TimeBasedCanary" -> timed(type, config.path("timeBasedCanary"), "canary");
            case "TimeBasedLinear" -> timed(type, config.path("timeBasedLinear"), "linear");
            default -> throw invalid("The traffic routing type " + type + " is not known");
        };
        if (traffic.percentage() < 1 || traffic.percentage() > 100 || traffic.interval() < 0) {
            throw invalid("The percentage must be between 1 and 100, the interval must not be negative");
        }
        return traffic;
    }

    private static Traffic timed(String type, JsonNode fields, String start) {
        return new Traffic(
                type,
                fields.path(start + "Percentage").asInt(),
                fields.path(start + "Interval").asInt(-1));
    }

    private static RuntimeException invalid(String message) {
        return CodeDeployErrors.of("InvalidTrafficRoutingConfigurationException", message);
    }

    ObjectNode describe() {
        ObjectNode described = Json.object().put("type", type);
        if (!type.equals("AllAtOnce")) {
            String start = type.equals("TimeBasedCanary") ? "canary" : "linear";
            Map<String, Integer> fields =
                    new TreeMap<>(Map.of(start + "Percentage", percentage, start + "Interval", interval));
            fields.forEach(described.putObject("timeBased" + type.substring("TimeBased".length()))::put);
        }
        return described;
    }

    /** The part of the calls, from 0 to 1, that goes to the new version after so many minutes. */
    double weight(double minutes) {
        if (percentage >= 100) {
            return 1;
        }
        long steps = interval == 0 ? Integer.MAX_VALUE : (long) Math.floor(minutes / interval);
        if (type.equals("TimeBasedCanary")) {
            return steps >= 1 ? 1 : percentage / 100.0;
        }
        return Math.min(100, percentage * (1 + steps)) / 100.0;
    }
}
