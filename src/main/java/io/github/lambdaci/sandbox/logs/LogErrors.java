package io.github.lambdaci.sandbox.logs;

import io.github.lambdaci.sandbox.http.AwsError;

/** The refusals of CloudWatch Logs, in its words. */
final class LogErrors {
    private LogErrors() {}

    static AwsError noSuchGroup() {
        return AwsError.of(400, "ResourceNotFoundException", "The specified log group does not exist.");
    }

    static AwsError noSuchStream() {
        return AwsError.of(400, "ResourceNotFoundException", "The specified log stream does not exist.");
    }

    static AwsError groupExists() {
        return AwsError.of(400, "ResourceAlreadyExistsException", "The specified log group already exists");
    }

    static AwsError streamExists() {
        return AwsError.of(400, "ResourceAlreadyExistsException", "The specified log stream already exists");
    }

    static AwsError invalid(String message) {
        return AwsError.of(400, "InvalidParameterException", message);
    }
}
