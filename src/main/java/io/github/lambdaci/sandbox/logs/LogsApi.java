package io.github.lambdaci.sandbox.logs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.sandbox.http.AwsError;
import io.github.lambdaci.sandbox.http.Request;
import io.github.lambdaci.sandbox.http.Response;
import io.github.lambdaci.sandbox.http.Service;
import io.github.lambdaci.sandbox.storage.Json;
import java.io.IOException;

/** Amazon CloudWatch Logs: finds the operation that a request names. */
public final class LogsApi implements Service {
    private static final int LARGEST = 8 * 1024 * 1024;

    private final GroupOperations groups;
    private final StreamOperations streams;
    private final EventOperations events;

    public LogsApi(LogStore store, String account) {
        this.groups = new GroupOperations(store, account);
        this.streams = new StreamOperations(store, account);
        this.events = new EventOperations(store);
    }

    @Override
    public Response handle(Request request) throws IOException {
        String target = request.header("x-amz-target").orElse("");
        String operation = target.substring(target.indexOf('.') + 1);
        LogsRequest call = new LogsRequest(request.region(), body(request));
        ObjectNode result = answer(operation, call);
        return identified(Response.of(200).text(result.toString()), request);
    }

    private ObjectNode answer(String operation, LogsRequest call) throws IOException {
        return switch (operation) {
            case "CreateLogGroup" -> groups.create(call);
            case "DeleteLogGroup" -> groups.delete(call);
            case "DescribeLogGroups" -> groups.describe(call);
            case "PutRetentionPolicy" -> groups.retain(call);
            case "DeleteRetentionPolicy" -> groups.retainForever(call);
            case "TagResource", "TagLogGroup" -> groups.tag(call);
            case "UntagResource", "UntagLogGroup" -> groups.untag(call);
            case "ListTagsForResource", "ListTagsLogGroup" -> groups.tags(call);
            case "CreateLogStream" -> streams.create(call);
            case "DeleteLogStream" -> streams.delete(call);
            case "DescribeLogStreams" -> streams.describe(call);
            case "PutLogEvents" -> events.put(call);
            case "GetLogEvents" -> events.get(call);
            case "FilterLogEvents" -> events.filter(call);
            default -> throw AwsError.notImplemented("CloudWatch Logs " + operation);
        };
    }

    private static ObjectNode body(Request request) throws IOException {
        byte[] content = request.body().readNBytes(LARGEST);
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
