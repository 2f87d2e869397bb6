package io.github.lambdaci.sandbox.http;

import java.util.LinkedHashMap;
import java.util.Map;

/** An answer that refuses a request, as AWS would: a status, a code, a message and what a service adds to them. */
public final class AwsError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final transient Map<String, String> details;
    private final transient Map<String, String> headers;

    private AwsError(
            int status, String code, String message, Map<String, String> details, Map<String, String> headers) {
        // An answer, not an accident: nobody reads its stack trace, and filling it in costs more than the request.
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.details = Map.copyOf(details);
        this.headers = Map.copyOf(headers);
    }

    public static AwsError of(int status, String code, String message) {
        return new AwsError(status, code, message, Map.of(), Map.of());
    }

    /** What the sandbox does not do is said so, with the operation's name. */
    public static AwsError notImplemented(String operation) {
        return of(501, "NotImplemented", "The sandbox does not implement " + operation + ".");
    }

    /** The same error with one more field in its body. */
    public AwsError with(String field, String value) {
        Map<String, String> more = new LinkedHashMap<>(details);
        more.put(field, value);
        return new AwsError(status, code, message(), more, headers);
    }

    /** The same error with one more header. */
    public AwsError withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new AwsError(status, code, message(), details, more);
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public String message() {
        return String.valueOf(getMessage());
    }

    public Map<String, String> details() {
        return details;
    }

    public Map<String, String> headers() {
        return headers;
    }
}
