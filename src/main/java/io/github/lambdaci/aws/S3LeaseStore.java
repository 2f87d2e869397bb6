package io.github.lambdaci.aws;

import io.github.lambdaci.account.LeaseStore;
import io.github.lambdaci.artifact.ArtifactKey;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** Keeps leases in S3, which writes under the condition that nobody else has written meanwhile. */
public final class S3LeaseStore implements LeaseStore {
    private final AwsClients clients;
    private final BucketFailures failures;

    /** Nothing is asked of AWS yet. */
    public S3LeaseStore(AwsClients clients) {
        this.clients = clients;
        this.failures = new BucketFailures(clients);
    }

    @Override
    public Reading read(ArtifactKey key) {
        return failures.send("reading", "s3:GetObject", key, () -> {
            try {
                ResponseBytes<GetObjectResponse> object = clients.s3()
                        .getObjectAsBytes(
                                request -> request.bucket(key.bucket()).key(key.key()));
                GetObjectResponse response = object.response();
                Entry entry =
                        new Entry(object.asString(StandardCharsets.UTF_8), response.eTag(), response.lastModified());
                return new Reading(Optional.of(entry), time(response.sdkHttpResponse()));
            } catch (NoSuchKeyException e) {
                return new Reading(Optional.empty(), time(e.awsErrorDetails().sdkHttpResponse()));
            }
        });
    }

    /** Every answer of S3 has a Date; another store's may not. */
    private static Instant time(SdkHttpResponse response) {
        try {
            return response.firstMatchingHeader("Date")
                    .map(date -> DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from))
                    .orElseGet(Instant::now);
        } catch (DateTimeException e) {
            return Instant.now();
        }
    }

    @Override
    public Written create(ArtifactKey key, String text) {
        return write(key, text, request -> request.ifNoneMatch("*"));
    }

    @Override
    public Written replace(ArtifactKey key, String text, String etag) {
        return write(key, text, request -> request.ifMatch(etag));
    }

    private Written write(ArtifactKey key, String text, Consumer<PutObjectRequest.Builder> condition) {
        return failures.send(
                "writing",
                "s3:PutObject",
                key,
                () -> ConditionalWrite.of(() -> clients.s3()
                        .putObject(
                                request -> condition.accept(request.bucket(key.bucket())
                                        .key(key.key())
                                        .contentType("application/json")),
                                RequestBody.fromString(text))));
    }
}
