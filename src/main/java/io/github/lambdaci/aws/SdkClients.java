package io.github.lambdaci.aws;

import io.github.lambdaci.concurrent.Background;
import io.github.lambdaci.concurrent.Once;
import io.github.lambdaci.failure.LambdaCiException;
import java.time.Duration;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.AwsClient;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.core.retry.RetryUtils;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** The SDK's own clients, each made when it is first needed; they share one HTTP client, and with it its connections. */
public final class SdkClients {
    private static final Logger LOG = LoggerFactory.getLogger(SdkClients.class);
    /** Lambda answers PublishLayerVersion only when it has fetched and unpacked the zip. */
    private static final Duration SOCKET_TIMEOUT = Duration.ofMinutes(2);
    /** How many calls of each service nearly every run makes at once, before anything else. */
    private static final int LAMBDA_CALLS = 4;

    private static final int S3_CALLS = 4;
    /**
     * And how many come after those, for a server that closes each connection after its answer, as emulators do: whether one does
     * is not known before that, but they do not encrypt.
     */
    private static final int NEXT_CALLS = 2;

    /** A function may run for 15 minutes ("Lambda quotas"), and nothing is sent before it has ended. */
    private static final Duration INVOCATION_TIMEOUT = Duration.ofMinutes(16);

    private final AwsSettings settings;
    private final Once<HttpClients> http = new Once<>(this::newHttp);
    private final Once<Connection> connection = new Once<>(this::newConnection);
    private final Once<ServiceEndpoint.Address> s3Address =
            new Once<>(() -> ServiceEndpoint.S3.in(settings(), region()));
    private final Once<SdkHttpClient> hasty =
            new Once<>(() -> new NamingHttpClient(http.get().hasty()));
    private final Once<SdkHttpClient> patient =
            new Once<>(() -> new NamingHttpClient(http.get().patient(INVOCATION_TIMEOUT)));
    // Clients take long to make the first time, and the first calls of a run are made at once.
    private final Once<S3Client> s3 = new Once<>(this::newS3);
    private final Once<LambdaClient> lambda = new Once<>(() -> made(LambdaClient.builder()));
    private final Once<LambdaClient> careful = new Once<>(this::newCareful);
    private final Once<LambdaClient> invoking = new Once<>(this::newInvoking);
    private final Once<MonitoringClients> monitoring = new Once<>(() -> new MonitoringClients(this));

    /** Nothing is read or made yet. */
    public SdkClients(AwsSettings settings) {
        this.settings = settings;
    }

    /**
     * Begins to make the clients that nearly every command needs, and to connect to their servers, in threads that nobody waits
     * for. What cannot be made is told to whoever needs it.
     */
    public void begin() {
        Background.begin("making a client", () -> attempt(lambda::get));
        Background.begin("making a client", () -> attempt(s3::get));
        Background.begin("finding endpoints", () -> attempt(this::connect));
    }

    private void connect() {
        NamingHttpClient http = connection().http();
        http.expect(ServiceEndpoint.LAMBDA.in(settings, region()).uri(), LAMBDA_CALLS);
        ServiceEndpoint.Address address = s3Address.get();
        if (address.own()) {
            http.expect(address.uri(), S3_CALLS + (address.uri().getScheme().equals("http") ? NEXT_CALLS : 0));
        }
    }

    /** Begins to connect to a bucket, in threads that nobody waits for. */
    void connectTo(String bucket) {
        Background.begin(
                "finding a bucket",
                () -> attempt(() -> s3Address
                        .get()
                        .ofBucket(bucket)
                        .ifPresent(address -> connection().http().expect(address, S3_CALLS))));
    }

    private static void attempt(Runnable making) {
        try {
            making.run();
        } catch (SdkException | LambdaCiException e) {
            LOG.debug("a client could not be made yet: {}", e.toString());
        }
    }

    /** What all clients share. */
    private record Connection(NamingHttpClient http, AwsCredentialsProvider credentials, Region region) {}

    /** What they are made for. */
    public AwsSettings settings() {
        return settings;
    }

    S3Client s3() {
        return s3.get();
    }

    private S3Client newS3() {
        S3Client client = checked(s3Builder().build());
        // Only a built client knows the endpoint of each of the SDK's sources. A server behind an endpoint of one's own
        // has no host name for each bucket.
        return client.serviceClientConfiguration().endpointOverride().isPresent()
                ? s3Builder().forcePathStyle(true).build()
                : client;
    }

    /** For whole bodies: the hash of each is known before and sent in a header, so that none is cut to be hashed on its way. */
    private S3ClientBuilder s3Builder() {
        return configured(S3Client.builder())
                .serviceConfiguration(s3 -> s3.chunkedEncodingEnabled(false))
                .overrideConfiguration(overrides().toBuilder()
                        .addExecutionInterceptor(new UnaskedBodies())
                        .build());
    }

    LambdaClient lambda() {
        return lambda.get();
    }

    /** For invocations: waits for as long as a function can run, and never runs one twice. */
    LambdaClient invoking() {
        return invoking.get();
    }

    private LambdaClient newInvoking() {
        ClientOverrideConfiguration atMostOnce = overrides().toBuilder()
                .retryStrategy(InvocationRetries.strategy())
                .build();
        return checked(configured(LambdaClient.builder())
                .httpClient(patient.get())
                .overrideConfiguration(atMostOnce)
                .build());
    }

    /** For what would be there twice if it was done again because the answer was lost: repeats only what AWS refused. */
    LambdaClient carefulLambda() {
        return careful.get();
    }

    private LambdaClient newCareful() {
        RetryStrategy onlyRefused = DefaultRetryStrategy.standardStrategyBuilder()
                .retryOnException(e -> e instanceof SdkException refused && RetryUtils.isThrottlingException(refused))
                .treatAsThrottling(e -> true)
                .useClientDefaults(false)
                .build();
        return checked(configured(LambdaClient.builder())
                .overrideConfiguration(
                        overrides().toBuilder().retryStrategy(onlyRefused).build())
                .build());
    }

    CloudWatchLogsClient logs() {
        return monitoring.get().logs();
    }

    CloudWatchClient cloudWatch() {
        return monitoring.get().cloudWatch();
    }

    /** Gives up within seconds. */
    SdkHttpClient hasty() {
        return hasty.get();
    }

    SdkHttpClient http() {
        return connection().http();
    }

    AwsCredentialsProvider credentials() {
        return connection().credentials();
    }

    Region region() {
        return connection().region();
    }

    /** Closes the connections. */
    public void close() {
        if (connection.isMade()) {
            connection().http().close();
        }
        Stream.of(hasty, patient)
                .filter(Once::isMade)
                .forEach(made -> made.get().close());
    }

    <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends AwsClient> C made(B builder) {
        return checked(configured(builder).build());
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends AwsClient> B configured(
            B builder) {
        Connection shared = connection();
        settings.sandbox().ifPresent(builder::endpointOverride);
        return builder.httpClient(shared.http())
                .region(shared.region())
                .credentialsProvider(shared.credentials())
                .overrideConfiguration(overrides());
    }

    private ClientOverrideConfiguration overrides() {
        ClientOverrideConfiguration.Builder overrides = ClientOverrideConfiguration.builder();
        settings.profile().ifPresent(overrides::defaultProfileName);
        // The user's AWS_RETRY_MODE counts before the SDK's default, which is its oldest mode.
        RetryMode mode =
                RetryMode.resolver().defaultRetryMode(RetryMode.STANDARD).resolve();
        return overrides
                .retryStrategy(AwsRetryStrategy.forRetryMode(mode))
                .putAdvancedOption(SdkAdvancedClientOption.USER_AGENT_SUFFIX, "lambda-ci/" + settings.version())
                .build();
    }

    private Connection connection() {
        return connection.get();
    }

    private HttpClients newHttp() {
        return settings.sandbox().isPresent() ? HttpClients.ofSandbox(settings) : HttpClients.ofUser(settings);
    }

    private Connection newConnection() {
        NamingHttpClient shared = new NamingHttpClient(http.get().patient(SOCKET_TIMEOUT));
        return settings.sandbox().isPresent() ? sandboxConnection(shared) : usersConnection(shared);
    }

    private Connection sandboxConnection(NamingHttpClient shared) {
        return new Connection(
                shared,
                StaticCredentialsProvider.create(AwsBasicCredentials.create("testing", "testing")),
                Region.of(settings.region().orElse("us-east-1")));
    }

    private Connection usersConnection(NamingHttpClient shared) {
        AwsCredentialsProvider own = UserDefaults.credentials(settings);
        Region region = UserDefaults.region(settings);
        return new Connection(
                shared, settings.role().isPresent() ? new AssumedRole(settings, shared, own, region) : own, region);
    }

    private static <C extends AwsClient> C checked(C client) {
        client.serviceClientConfiguration().endpointOverride().ifPresent(ServiceEndpoint::refuseUnlessHttp);
        return client;
    }
}
