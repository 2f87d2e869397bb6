package io.github.lambdaci.endtoend;

import io.github.lambdaci.endtoend.Fault.Cut;
import io.github.lambdaci.endtoend.HttpMessages.Request;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** How AWS refuses, in each service's own format. */
final class Refusals {
    private static final Map<Integer, String> REASONS = Map.of(
            403, "Forbidden", 429, "Too Many Requests", 500, "Internal Server Error", 503, "Service Unavailable");

    private Refusals() {}

    /** A whole HTTP response. */
    static byte[] of(Cut cut, Request request) {
        AwsOperation operation = request.operation();
        boolean s3 = operation.service().equals("S3");
        return switch (cut) {
            case STATUS_500 ->
                s3
                        ? xml(request, 500, "InternalError", "We encountered an internal error. Please try again.")
                        : json(500, "ServiceException", "The service encountered an internal error.");
            case STATUS_503 ->
                s3
                        ? xml(request, 503, "ServiceUnavailable", "Service is unable to handle request.")
                        : json(503, "ServiceUnavailableException", "Service is unavailable.");
            case THROTTLED ->
                s3
                        ? xml(request, 503, "SlowDown", "Please reduce your request rate.")
                        : json(429, "TooManyRequestsException", "Rate exceeded");
            case STATUS_403 ->
                s3
                        ? xml(request, 403, "AccessDenied", "Access Denied")
                        : json(
                                403,
                                "AccessDeniedException",
                                "User: arn:aws:iam::123456789012:user/ci is not authorized to perform: lambda:"
                                        + operation.name());
            default -> throw new IllegalArgumentException(cut + " is no answer");
        };
    }

    private static byte[] json(int status, String code, String message) {
        String body = "{\"Type\":\"User\",\"message\":\"" + message + "\"}";
        return response(status, "application/json\r\nx-amzn-ErrorType: " + code, body);
    }

    private static byte[] xml(Request request, int status, String code, String message) {
        boolean bare = request.method().equals("HEAD");
        String body = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + code + "</Code><Message>" + message
                + "</Message><RequestId>4442587FB7D0A2F9</RequestId></Error>";
        return response(status, "application/xml", bare ? "" : body);
    }

    private static byte[] response(int status, String type, String body) {
        return ("HTTP/1.1 " + status + " " + REASONS.get(status) + "\r\nContent-Type: " + type + "\r\nContent-Length: "
                        + body.getBytes(StandardCharsets.UTF_8).length
                        + "\r\nConnection: close\r\nx-amzn-RequestId: 4442587F-B7D0-A2F9\r\n\r\n" + body)
                .getBytes(StandardCharsets.UTF_8);
    }
}
