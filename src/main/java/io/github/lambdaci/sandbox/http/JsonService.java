package io.github.lambdaci.sandbox.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.sandbox.storage.Json;
import java.io.IOException;

/** A service of AWS's protocol JSON 1.1: the operation is in a header, its parameters are in the body. */
public final class JsonService implements Service {
    private static final int LARGEST = 8 * 1024 * 1024;

    private final Operations operations;
    private final int largest;

    public JsonService(Operations operations) {
        this(operations, LARGEST);
    }

    /**
     * One with another limit.
     *
     * @param largest how many bytes of a body are read at most
     */
    public JsonService(Operations operations, int largest) {
        this.operations = operations;
        this.largest = largest;
    }

    /** What a service does. */
    @FunctionalInterface
    public interface Operations {
        ObjectNode answer(String operation, String region, ObjectNode parameters) throws IOException;
    }

    @Override
    public Response handle(Request request) throws IOException {
        String target = request.header("x-amz-target").orElse("");
        String operation = target.substring(target.indexOf('.') + 1);
        ObjectNode result = operations.answer(operation, request.region(), body(request));
        return identified(Response.of(200).text(result.toString()), request);
    }

    private ObjectNode body(Request request) throws IOException {
        byte[] content = request.body().readNBytes(largest);
        try {
            return content.length == 0 ? Json.object() : Json.object(content);
        } catch (JsonProcessingException malformed) {
            throw AwsError.of(400, "SerializationException", "The body is not a JSON object.");
        }
    }

    @Override
    public Response failure(Request request, AwsError error) {
        ObjectNode body = Json.object().put("__type", error.code()).put("message", error.message());
        return identified(
                Response.of(error.status())
                        .with("x-amzn-errortype", error.code())
                        .text(body.toString()),
                request);
    }

    private static Response identified(Response response, Request request) {
        return response.with("Content-Type", "application/x-amz-json-1.1").with("x-amzn-requestid", request.id());
    }
}
