package io.github.lambdaci.aws;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;

/** The clients of one run, and how it takes refusals. */
public final class AwsClients implements AutoCloseable {
    private final SdkClients sdk;
    private final AwsSettings settings;
    private final Throttling throttling;
    private final AwsFailures failures;

    /**
     * Nothing is asked of AWS yet.
     *
     * @param limit how long a call that AWS refuses as one of too many is sent again
     * @param throttled takes what is being done when that begins
     */
    public AwsClients(SdkClients sdk, Duration limit, Consumer<String> throttled) {
        this(sdk, new Throttling(new Patience(limit), throttled));
    }

    AwsClients(AwsSettings settings) {
        this(new SdkClients(settings), AwsLambdaFunctions.DEFAULT_LIMIT, doing -> {});
    }

    AwsClients(AwsSettings settings, Throttling throttling) {
        this(new SdkClients(settings), throttling);
    }

    private AwsClients(SdkClients sdk, Throttling throttling) {
        this.sdk = sdk;
        this.settings = sdk.settings();
        this.throttling = throttling;
        this.failures = new AwsFailures(settings.profile(), throttling);
    }

    /** Begins to connect to a bucket that will be asked soon, and returns at once. */
    public void connectTo(String bucket) {
        sdk.connectTo(bucket);
    }

    S3Client s3() {
        return sdk.s3();
    }

    LambdaClient lambda() {
        return sdk.lambda();
    }

    /** For invocations: waits for as long as a function can run, and never runs one twice. */
    LambdaClient invoking() {
        return sdk.invoking();
    }

    /** For what would be there twice if it was done again because the answer was lost: repeats only what AWS refused. */
    LambdaClient carefulLambda() {
        return sdk.carefulLambda();
    }

    CloudWatchLogsClient logs() {
        return sdk.logs();
    }

    CloudWatchClient cloudWatch() {
        return sdk.cloudWatch();
    }

    /** For what AWS offers for download, with credentials in its address. */
    SdkHttpClient http() {
        return sdk.http();
    }

    SignedRequests codeArtifact() {
        return SignedService.CODEARTIFACT.in(place(sdk.http(), Optional.empty()));
    }

    SignedRequests codeDeploy() {
        return SignedService.CODEDEPLOY.in(place(sdk.http(), Optional.empty()));
    }

    /** A service, in the region of everything else if none is named. */
    SignedRequests signed(SignedService service, Optional<String> region) {
        return service.in(place(sdk.http(), region));
    }

    /** For what must not hold up a run: gives up within seconds. */
    SignedRequests hasty(SignedService service, Optional<String> region) {
        // The sandbox is on this machine, where the environment's proxy does not lead.
        return service.in(place(settings.sandbox().isPresent() ? sdk.http() : sdk.hasty(), region));
    }

    private SignedService.Place place(SdkHttpClient http, Optional<String> region) {
        return new SignedService.Place(
                settings, http, sdk.credentials(), region.map(Region::of).orElse(sdk.region()));
    }

    AwsCredentialsProvider credentials() {
        return sdk.credentials();
    }

    Throttling throttling() {
        return throttling;
    }

    AwsFailures failures() {
        return failures;
    }

    /** The region in which everything happens. */
    String region() {
        return sdk.region().id();
    }

    /** lambda-ci's own version. */
    String toolVersion() {
        return settings.version();
    }

    @Override
    public void close() {
        sdk.close();
    }
}
