package io.github.lambdaci.sandbox.logs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.sandbox.storage.Json;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A call of CloudWatch Logs: its region and its parameters. */
record LogsRequest(String region, ObjectNode body) {
    private static final Pattern ARN = Pattern.compile("arn:[^:]*:logs:[^:]*:[^:]*:log-group:(.*?)(?::\\*)?");

    /** The log group, which callers name or give the ARN of. */
    String group() {
        String named = Json.text(body, "logGroupName")
                .or(() -> Json.text(body, "logGroupIdentifier"))
                .or(() -> Json.text(body, "resourceArn"))
                .orElseThrow(() -> LogErrors.invalid("1 validation error detected: Value at 'logGroupName' failed to"
                        + " satisfy constraint: Member must not be null"));
        Matcher arn = ARN.matcher(named);
        return arn.matches() ? arn.group(1) : named;
    }

    String stream() {
        return text("logStreamName")
                .orElseThrow(() -> LogErrors.invalid("1 validation error detected: Value at 'logStreamName' failed to"
                        + " satisfy constraint: Member must not be null"));
    }

    Optional<String> text(String field) {
        return Json.text(body, field);
    }

    OptionalLong number(String field) {
        return body.path(field).isNumber() ? OptionalLong.of(body.path(field).asLong()) : OptionalLong.empty();
    }

    /** How many things the caller wants at most. */
    int limit(int most) {
        long limit = number("limit").orElse(most);
        if (limit < 1) {
            throw LogErrors.invalid("1 validation error detected: Value '" + limit + "' at 'limit' failed to satisfy"
                    + " constraint: Member must have value greater than or equal to 1");
        }
        return (int) Math.min(limit, most);
    }

    /** Where the page begins, which the page before told as its token. */
    int offset() {
        String token = text("nextToken").orElse("0");
        if (!token.matches("\\d{1,9}")) {
            throw LogErrors.invalid("The specified nextToken is invalid.");
        }
        return Integer.parseInt(token);
    }
}
