package io.github.lambdaci.aws;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.AwsClient;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Makes the SDK ready while the command line is read: its first request of a service takes about as long as that, and most
 * machines have a second core. Nothing is sent, and nothing of the user's is read.
 */
public final class WarmUp {
    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);

    private WarmUp() {}

    /** Begins, in threads that nobody waits for. */
    public static void begin() {
        start("lambda", WarmUp::lambda);
        start("s3", WarmUp::s3);
    }

    private static void start(String service, Runnable work) {
        Thread thread = new Thread(() -> attempt(work), "lambda-ci warm-up of " + service);
        thread.setDaemon(true);
        thread.start();
    }

    private static void attempt(Runnable work) {
        try {
            work.run();
        } catch (SdkException e) {
            LOG.debug("the answer to nothing: {}", e.toString());
        }
    }

    private static void lambda() {
        try (LambdaClient client = configured(LambdaClient.builder(), "{}")) {
            client.getFunctionConfiguration(request -> request.functionName("none"));
        }
    }

    private static void s3() {
        try (S3Client client = configured(S3Client.builder().forcePathStyle(true), "")) {
            client.getObjectAsBytes(request -> request.bucket("none").key("none"));
        }
    }

    private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends AwsClient> C configured(
            B builder, String answer) {
        return builder.httpClient(new Nobody(answer))
                .region(Region.US_EAST_1)
                .endpointOverride(URI.create("http://localhost"))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("none", "none")))
                .build();
    }

    /** Answers without asking anybody. */
    private record Nobody(String answer) implements SdkHttpClient {
        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() {
                    byte[] content = answer.getBytes(StandardCharsets.UTF_8);
                    return HttpExecuteResponse.builder()
                            .response(SdkHttpResponse.builder().statusCode(200).build())
                            .responseBody(AbortableInputStream.create(new ByteArrayInputStream(content)))
                            .build();
                }

                @Override
                public void abort() {}
            };
        }

        @Override
        public void close() {}
    }
}
