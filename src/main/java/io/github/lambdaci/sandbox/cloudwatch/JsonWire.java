package io.github.lambdaci.sandbox.cloudwatch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import io.github.lambdaci.sandbox.http.AwsError;
import io.github.lambdaci.sandbox.http.Request;
import io.github.lambdaci.sandbox.http.Response;
import io.github.lambdaci.sandbox.storage.Json;
import java.io.IOException;
import java.time.Instant;

/** AWS JSON 1.0: the operation is in a header, a time is a number of seconds. */
final class JsonWire implements Wire {
    @Override
    public Call read(Request request) throws IOException {
        String target = request.header("x-amz-target").orElse("");
        byte[] body = request.body().readNBytes(CloudWatchApi.LARGEST);
        try {
            return new Call(
                    target.substring(target.indexOf('.') + 1), body.length == 0 ? Json.object() : Json.object(body));
        } catch (JsonProcessingException malformed) {
            throw CloudWatchErrors.unreadable("JSON");
        }
    }

    @Override
    public Response answer(Request request, String operation, ObjectNode result) {
        return response(200, (ObjectNode) seconds(result));
    }

    private static Response response(int status, ObjectNode document) {
        return Response.of(status)
                .with("Content-Type", "application/x-amz-json-1.0")
                .text(document.toString());
    }

    private static JsonNode seconds(JsonNode node) {
        if (node.isObject()) {
            ObjectNode converted = Json.object();
            node.properties().forEach(field -> converted.set(field.getKey(), seconds(field.getValue())));
            return converted;
        }
        if (node.isArray()) {
            ArrayNode converted = Json.array();
            node.forEach(element -> converted.add(seconds(element)));
            return converted;
        }
        return node instanceof POJONode pojo && pojo.getPojo() instanceof Instant time
                ? DoubleNode.valueOf(time.toEpochMilli() / 1000.0)
                : node;
    }

    @Override
    public Response failure(Request request, AwsError error) {
        ObjectNode body = Json.object()
                .put("__type", "com.amazonaws.cloudwatch.v2010_08_01#" + error.code())
                .put("message", error.message());
        return response(error.status(), body).with("x-amzn-query-error", CloudWatchErrors.queryCode(error) + ";Sender");
    }
}
