package io.github.lambdaci.sandbox.logs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.sandbox.http.AwsError;
import java.io.IOException;

/** Amazon CloudWatch Logs: finds the operation that a request names. */
public final class LogsApi {
    private final GroupOperations groups;
    private final StreamOperations streams;
    private final EventOperations events;

    public LogsApi(LogStore store, String account) {
        this.groups = new GroupOperations(store, account);
        this.streams = new StreamOperations(store, account);
        this.events = new EventOperations(store);
    }

    /** The answer to a request. */
    public ObjectNode answer(String operation, String region, ObjectNode parameters) throws IOException {
        LogsRequest call = new LogsRequest(region, parameters);
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
}
