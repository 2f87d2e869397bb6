package io.github.lambdaci.sandbox.cloudwatch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.sandbox.http.AwsError;
import io.github.lambdaci.sandbox.http.Request;
import io.github.lambdaci.sandbox.http.Response;
import io.github.lambdaci.sandbox.http.Service;
import java.io.IOException;

/** Amazon CloudWatch: finds the operation that a request names, in whichever form it comes. */
public final class CloudWatchApi implements Service {
    static final int LARGEST = 1024 * 1024;

    private final AlarmOperations alarms;
    private final AlarmTags tags;
    private final MetricOperations metrics;

    public CloudWatchApi(AlarmStore alarms, MetricStore metrics) {
        this.alarms = new AlarmOperations(alarms);
        this.tags = new AlarmTags(alarms);
        this.metrics = new MetricOperations(metrics);
    }

    @Override
    public Response handle(Request request) throws IOException {
        Wire wire = Wire.of(request);
        Wire.Call call = wire.read(request);
        ObjectNode result = answer(call.operation(), request.region(), call.parameters());
        return identified(wire.answer(request, call.operation(), result), request);
    }

    private ObjectNode answer(String operation, String region, ObjectNode parameters) throws IOException {
        return switch (operation) {
            case "PutMetricAlarm" -> alarms.putMetricAlarm(region, parameters);
            case "PutCompositeAlarm" -> alarms.putCompositeAlarm(region, parameters);
            case "DescribeAlarms" -> alarms.describe(region, parameters);
            case "SetAlarmState" -> alarms.setState(region, parameters);
            case "DeleteAlarms" -> alarms.delete(region, parameters);
            case "ListTagsForResource" -> tags.list(region, parameters);
            case "TagResource" -> tags.add(region, parameters);
            case "UntagResource" -> tags.remove(region, parameters);
            case "GetMetricData" -> metrics.data(region, parameters);
            case "GetMetricStatistics" -> metrics.statistics(region, parameters);
            default -> throw AwsError.notImplemented("CloudWatch " + operation);
        };
    }

    @Override
    public Response failure(Request request, AwsError error) {
        return identified(Wire.of(request).failure(request, error), request);
    }

    private static Response identified(Response response, Request request) {
        return response.with("x-amzn-requestid", request.id());
    }
}
