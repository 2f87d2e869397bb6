package io.github.lambdaci.aws;

import io.github.lambdaci.account.ArtifactLinks;
import io.github.lambdaci.account.SignedLink;
import io.github.lambdaci.account.StoredArtifact;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.PresignedGetObjectRequest;

/** URLs of S3 with a signature in their query: the rights are those of whoever signed, when the URL is used. */
public final class S3ArtifactLinks implements ArtifactLinks {
    private final AwsClients clients;

    /** Nothing is signed yet. */
    public S3ArtifactLinks(AwsClients clients) {
        this.clients = clients;
    }

    @Override
    public SignedLink link(StoredArtifact artifact, Duration life) {
        AwsCall call = new AwsCall(
                "signing a URL for " + artifact.key(),
                "s3:GetObject",
                artifact.key().toString());
        try {
            AwsCredentials credentials = clients.credentials().resolveCredentials();
            try (S3Presigner presigner = presigner(credentials)) {
                return link(
                        presigner.presignGetObject(sign -> sign.signatureDuration(life)
                                .getObjectRequest(
                                        get -> get.bucket(artifact.key().bucket())
                                                .key(artifact.key().key())
                                                .versionId(artifact.versionId().orElse(null)))),
                        credentials);
            }
        } catch (SdkException e) {
            throw clients.failures().of(call, e);
        }
    }

    /** With the very credentials whose end is known. */
    private S3Presigner presigner(AwsCredentials credentials) {
        S3Presigner.Builder builder = S3Presigner.builder()
                .region(Region.of(clients.region()))
                .credentialsProvider(StaticCredentialsProvider.create(credentials));
        clients.s3()
                .serviceClientConfiguration()
                .endpointOverride()
                .ifPresent(endpoint -> builder.endpointOverride(endpoint)
                        .serviceConfiguration(S3Configuration.builder()
                                .pathStyleAccessEnabled(true)
                                .build()));
        return builder.build();
    }

    private static SignedLink link(PresignedGetObjectRequest signed, AwsCredentials credentials) {
        Instant end = credentials
                .expirationTime()
                .filter(signed.expiration()::isAfter)
                .orElse(signed.expiration());
        return new SignedLink(URI.create(signed.url().toString()), end);
    }
}
