package io.github.lambdaci.sandbox.cloudwatch;

import io.github.lambdaci.sandbox.http.AwsError;

/** The refusals of CloudWatch, in its words. */
final class CloudWatchErrors {
    private CloudWatchErrors() {}

    static AwsError notFound(String message) {
        return AwsError.of(404, "ResourceNotFound", message);
    }

    static AwsError invalid(String message) {
        return AwsError.of(400, "InvalidParameterValueException", message);
    }

    static AwsError missing(String parameter) {
        return AwsError.of(400, "MissingRequiredParameterException", "The parameter " + parameter + " is required.");
    }

    static AwsError combination(String message) {
        return AwsError.of(400, "InvalidParameterCombinationException", message);
    }

    static AwsError validation(String message) {
        return AwsError.of(400, "ValidationError", "1 validation error detected: " + message);
    }

    static AwsError token() {
        return AwsError.of(400, "InvalidNextToken", "The next token specified is invalid.");
    }

    static AwsError unreadable(String form) {
        return AwsError.of(400, "SerializationException", "The body is not " + form + ".");
    }

    /** The code that the form protocol has for an error, which is not always the name of its type. */
    static String queryCode(AwsError error) {
        return error.code().equals("MissingRequiredParameterException")
                ? "MissingParameter"
                : error.code().replaceFirst("(?<=Parameter(Value|Combination))Exception$", "");
    }
}
