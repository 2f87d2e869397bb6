package io.github.lambdaci.endtoend;

import io.github.lambdaci.artifact.Sha256;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.Layer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** One of several accounts of an emulator, which a role of it leads to, in one region: as its owner sees it. */
final class AccountInRegion implements AutoCloseable {
    private final String number;
    private final String bucket;
    private final S3Client s3;
    private final LambdaClient lambda;

    AccountInRegion(URI endpoint, String number, String region, String bucket) {
        this.number = number;
        this.bucket = bucket;
        AwsCredentialsProvider credentials = credentials(endpoint, number);
        s3 = S3Client.builder()
                .endpointOverride(endpoint)
                .region(Region.of(region))
                .credentialsProvider(credentials)
                .httpClient(UrlConnectionHttpClient.create())
                .forcePathStyle(true)
                .build();
        lambda = LambdaClient.builder()
                .endpointOverride(endpoint)
                .region(Region.of(region))
                .credentialsProvider(credentials)
                .httpClient(UrlConnectionHttpClient.create())
                .build();
        Roles.create(endpoint, credentials.resolveCredentials().accessKeyId());
    }

    /** The role by which somebody gets into an account. */
    static String role(String number) {
        return "arn:aws:iam::" + number + ":role/release";
    }

    private static AwsCredentialsProvider credentials(URI endpoint, String number) {
        try (StsClient sts = StsClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("testing", "testing")))
                .httpClient(UrlConnectionHttpClient.create())
                .build()) {
            Credentials assumed = sts.assumeRole(
                            request -> request.roleArn(role(number)).roleSessionName("owner"))
                    .credentials();
            return StaticCredentialsProvider.create(AwsSessionCredentials.create(
                    assumed.accessKeyId(), assumed.secretAccessKey(), assumed.sessionToken()));
        }
    }

    /** Makes what Terraform makes once for all functions. */
    void provisionBucket() {
        s3.createBucket(request -> request.bucket(bucket));
        s3.putBucketVersioning(request -> request.bucket(bucket)
                .versioningConfiguration(versioning -> versioning.status(BucketVersioningStatus.ENABLED)));
    }

    /** Makes what Terraform makes: a function with a dummy package, version 1 and the alias. */
    void provisionFunction(String function) {
        lambda.createFunction(request -> request.functionName(function)
                .runtime("python3.11")
                .handler("app.handler")
                .role("arn:aws:iam::" + number + ":role/" + Roles.NAME)
                .code(code -> code.zipFile(Account.zip("dummy.txt", "made by Terraform"))));
        lambda.waiter().waitUntilFunctionActiveV2(request -> request.functionName(function));
        lambda.publishVersion(request -> request.functionName(function));
        lambda.waiter()
                .waitUntilPublishedVersionActive(
                        request -> request.functionName(function).qualifier("1"));
        lambda.createAlias(
                request -> request.functionName(function).name("latest").functionVersion("1"));
    }

    /** The number of the version that the alias points to. */
    String live(String function) {
        return lambda.getAlias(request -> request.functionName(function).name("latest"))
                .functionVersion();
    }

    /** The hash of the code that the alias makes live, as Lambda tells it. */
    String code(String function) {
        return lambda.getFunctionConfiguration(
                        request -> request.functionName(function).qualifier("latest"))
                .codeSha256();
    }

    /** The hashes of the layers that the alias makes live, as Lambda tells them. */
    List<String> layers(String function) {
        return lambda
                .getFunctionConfiguration(
                        request -> request.functionName(function).qualifier("latest"))
                .layers()
                .stream()
                .map(Layer::arn)
                .map(this::layer)
                .toList();
    }

    private String layer(String arn) {
        String[] parts = arn.split(":", -1);
        return lambda.getLayerVersion(request -> request.layerName(parts[6]).versionNumber(Long.parseLong(parts[7])))
                .content()
                .codeSha256();
    }

    /** The hash of an object. */
    Sha256 object(String key) {
        return Sha256.of(
                s3.getObjectAsBytes(request -> request.bucket(bucket).key(key)).asByteArray());
    }

    /** Replaces the bytes of an object, and leaves what it says of itself. */
    void corrupt(String key) {
        HeadObjectResponse head =
                s3.headObject(request -> request.bucket(bucket).key(key));
        Map<String, String> metadata = head.metadata();
        s3.putObject(
                request -> request.bucket(bucket).key(key).metadata(metadata),
                RequestBody.fromString("other bytes", StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        s3.close();
        lambda.close();
    }
}
