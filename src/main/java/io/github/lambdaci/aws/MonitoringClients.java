package io.github.lambdaci.aws;

import io.github.lambdaci.concurrent.Once;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;

/** The clients that releases seldom need, apart from the others so that their classes are not loaded for nothing. */
final class MonitoringClients {
    private final Once<CloudWatchLogsClient> logs;
    private final Once<CloudWatchClient> cloudWatch;

    MonitoringClients(SdkClients sdk) {
        logs = new Once<>(() -> sdk.made(CloudWatchLogsClient.builder()));
        cloudWatch = new Once<>(() -> sdk.made(CloudWatchClient.builder()));
    }

    CloudWatchLogsClient logs() {
        return logs.get();
    }

    CloudWatchClient cloudWatch() {
        return cloudWatch.get();
    }
}
