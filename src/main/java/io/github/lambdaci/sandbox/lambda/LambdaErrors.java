package io.github.lambdaci.sandbox.lambda;

import io.github.lambdaci.sandbox.http.AwsError;

/** Lambda's refusals, in Lambda's words. */
final class LambdaErrors {
    private LambdaErrors() {}

    static AwsError notFound(String message) {
        return user(404, "ResourceNotFoundException", message);
    }

    static AwsError functionNotFound(String arn) {
        return notFound("Function not found: " + arn);
    }

    static AwsError noSuchResource() {
        return notFound("The resource you requested does not exist.");
    }

    static AwsError invalid(String message) {
        return user(400, "InvalidParameterValueException", message);
    }

    static AwsError conflict(String message) {
        return user(409, "ResourceConflictException", message);
    }

    static AwsError updateInProgress(String arn) {
        return conflict(
                "The operation cannot be performed at this time. An update is in progress for resource: " + arn);
    }

    static AwsError inState(String state) {
        return conflict("The operation cannot be performed at this time. The function is currently in the following"
                + " state: " + state);
    }

    static AwsError staleRevision(String api) {
        return user(
                412,
                "PreconditionFailedException",
                "The Revision Id provided does not match the latest Revision Id. Call the " + api
                        + " API to retrieve the latest Revision Id");
    }

    static AwsError validation(String value, String field, String constraint) {
        return AwsError.of(
                400,
                "ValidationException",
                "1 validation error detected: Value '" + value + "' at '" + field
                        + "' failed to satisfy constraint: Member must " + constraint);
    }

    static AwsError badZip() {
        return invalid("Could not unzip uploaded file. Please check your file, then try to upload again.");
    }

    static AwsError tooLarge(String message) {
        return user(413, "RequestEntityTooLargeException", message);
    }

    private static AwsError user(int status, String code, String message) {
        return AwsError.of(status, code, message).with("Type", "User");
    }
}
