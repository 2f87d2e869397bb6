package io.github.lambdaci.sandbox.cloudwatch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.sandbox.http.AwsError;
import io.github.lambdaci.sandbox.http.Request;
import io.github.lambdaci.sandbox.http.Response;
import java.io.IOException;

/**
 * One of the three forms that CloudWatch speaks; the operations know only trees, with times as {@link java.time.Instant}.
 *
 * <p>The clients of AWS choose among them by their age: the Java SDK and botocore send CBOR, others JSON, older ones forms.
 */
interface Wire {
    /** An operation with its parameters. */
    record Call(String operation, ObjectNode parameters) {}

    Call read(Request request) throws IOException;

    Response answer(Request request, String operation, ObjectNode result) throws IOException;

    Response failure(Request request, AwsError error);

    /** The form that a request has. */
    static Wire of(Request request) {
        if (request.rawPath().startsWith(CborWire.PATH)) {
            return new CborWire();
        }
        return request.header("x-amz-target").isPresent() ? new JsonWire() : new QueryWire();
    }
}
