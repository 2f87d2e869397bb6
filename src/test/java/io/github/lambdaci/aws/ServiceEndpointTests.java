package io.github.lambdaci.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.AwsClient;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Connections are opened early to where the SDK's clients will ask. */
class ServiceEndpointTests {
    private final AwsSettings settings = AwsSettings.of(Optional.empty(), Map.of(), "0-test");

    @ParameterizedTest
    @ValueSource(strings = {"us-east-1", "eu-central-1", "cn-north-1", "us-gov-west-1"})
    void bucketsAreWhereTheSdkLooksForThem(String region) {
        URI asked = asked(S3Client.builder(), region, s3 -> s3.headBucket(head -> head.bucket("artifacts")));

        assertThat(ServiceEndpoint.S3.in(settings, Region.of(region)).ofBucket("artifacts"))
                .contains(asked);
    }

    @ParameterizedTest
    @ValueSource(strings = {"us-east-1", "eu-central-1", "cn-north-1", "us-gov-west-1"})
    void lambdaIsWhereTheSdkLooksForIt(String region) {
        URI asked = asked(LambdaClient.builder(), region, LambdaClient::getAccountSettings);

        assertThat(ServiceEndpoint.LAMBDA.in(settings, Region.of(region)).uri()).isEqualTo(asked);
    }

    @Test
    void aBucketHasNoHostOfItsOwnWhereItsNameHasDotsOrTheAddressIsTheUsers() {
        URI own = URI.create("http://127.0.0.1:4566");
        AwsSettings sandbox = AwsSettings.sandbox(own, "0-test");

        assertThat(ServiceEndpoint.S3.in(sandbox, Region.EU_WEST_1))
                .isEqualTo(new ServiceEndpoint.Address(own, true))
                .returns(Optional.empty(), address -> address.ofBucket("artifacts"));
        assertThat(ServiceEndpoint.S3.in(settings, Region.EU_WEST_1).ofBucket("my.artifacts"))
                .isEmpty();
    }

    private interface Call<C> {
        void make(C client);
    }

    private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends AwsClient> URI asked(
            B builder, String region, Call<C> call) {
        AtomicReference<URI> asked = new AtomicReference<>();
        try (C client = builder.region(Region.of(region))
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .httpClient(new Unreachable(asked))
                .build()) {
            assertThat(catchThrowable(() -> call.make(client))).isNotNull();
        }
        return Objects.requireNonNull(asked.get());
    }

    /** Notes where it was to go. */
    private record Unreachable(AtomicReference<URI> asked) implements SdkHttpClient {
        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            asked.set(URI.create(request.httpRequest().protocol() + "://"
                    + request.httpRequest().host()));
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() throws IOException {
                    throw new IOException("there is no network");
                }

                @Override
                public void abort() {}
            };
        }

        @Override
        public void close() {}
    }
}
