package io.github.lambdaci.sandbox.logs;

import io.github.lambdaci.sandbox.http.AwsError;

/** What the messages of events must match ("Filter pattern syntax" in the CloudWatch Logs user guide). */
interface FilterPattern {
    boolean matches(String message);

    static FilterPattern parse(String pattern) {
        String stripped = pattern.strip();
        if (stripped.startsWith("[")) {
            throw AwsError.notImplemented("filter patterns for columns");
        }
        if (stripped.startsWith("{")) {
            return JsonPattern.parse(stripped);
        }
        if (stripped.startsWith("%")) {
            return RegularExpression.parse(stripped)::isFoundIn;
        }
        return TermPattern.parse(stripped);
    }
}
