package io.github.lambdaci.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** URLs that the SDK has signed work without credentials, until they expire. */
final class PresignedUrlTests {
    private static final String BUCKET = "artifacts";
    private static final String KEY = "lambda-ci/orders/feature x/app.zip";

    @TempDir
    private Path directory;

    private final SettableClock clock = new SettableClock();
    private SandboxFixture sandbox;

    @BeforeEach
    void start() {
        sandbox = new SandboxFixture(directory, SandboxSettings.defaults().withClock(clock));
        sandbox.server().provisionBucket(BUCKET);
        put("the zip");
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private String put(String content) {
        return sandbox.s3()
                .putObject(request -> request.bucket(BUCKET).key(KEY), RequestBody.fromString(content))
                .versionId();
    }

    /** Signed now, by this machine's clock: the sandbox's is set to that. */
    private URI signed(Duration life, @Nullable String versionId) {
        try (S3Presigner presigner = S3Presigner.builder()
                .endpointOverride(sandbox.server().endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .build()) {
            var url = presigner.presignGetObject(sign -> sign.signatureDuration(life)
                    .getObjectRequest(get -> get.bucket(BUCKET).key(KEY).versionId(versionId)));
            clock.advance(Duration.between(clock.instant(), Instant.now()));
            return URI.create(url.url().toString());
        }
    }

    private HttpResponse<String> get(URI url) {
        return sandbox.send("GET", url.getRawPath() + "?" + url.getRawQuery(), new byte[0]);
    }

    @Test
    void whoeverHasTheUrlReadsTheVersionThatItNames() {
        String first = put("the first zip");
        put("the second zip");

        HttpResponse<String> answer = get(signed(Duration.ofMinutes(15), first));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("the first zip");
    }

    @Test
    void expiredUrlIsRefusedInTheWordsOfS3() {
        URI url = signed(Duration.ofMinutes(15), null);

        clock.advance(Duration.ofMinutes(14));
        assertThat(get(url).statusCode()).isEqualTo(200);
        clock.advance(Duration.ofMinutes(2));
        HttpResponse<String> late = get(url);

        assertThat(late.statusCode()).isEqualTo(403);
        assertThat(late.body())
                .contains("<Code>AccessDenied</Code><Message>Request has expired</Message>")
                .contains("<X-Amz-Expires>900</X-Amz-Expires>");
    }

    @Test
    void urlThatWasCutIsRefused() {
        URI url = signed(Duration.ofMinutes(15), null);

        HttpResponse<String> answer = get(URI.create(url.toString().replaceFirst("X-Amz-Expires=\\d+&?", "")));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("<Code>AuthorizationQueryParametersError</Code>");
    }

    @Test
    void urlForMoreThanAWeekIsRefused() {
        URI url = signed(Duration.ofMinutes(15), null);

        HttpResponse<String> answer =
                get(URI.create(url.toString().replace("X-Amz-Expires=900", "X-Amz-Expires=604801")));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("must be less than a week");
    }
}
