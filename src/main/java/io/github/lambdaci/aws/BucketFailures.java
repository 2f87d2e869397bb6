package io.github.lambdaci.aws;

import io.github.lambdaci.artifact.ArtifactKey;
import io.github.lambdaci.failure.AwsException;
import io.github.lambdaci.failure.LambdaCiException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Says what S3's refusals mean, beyond what holds for all of AWS. */
final class BucketFailures {
    private static final Set<String> OTHER_REGION = Set.of(
            "PermanentRedirect",
            "TemporaryRedirect",
            "AuthorizationHeaderMalformed",
            "IllegalLocationConstraintException");

    private final AwsClients clients;

    BucketFailures(AwsClients clients) {
        this.clients = clients;
    }

    /** Sends a request, again while AWS has too many, and says what it means if that fails. */
    <T> T send(String doing, String right, ArtifactKey key, Supplier<T> request) {
        AwsCall call = new AwsCall(doing + " " + key, right, right.equals("s3:ListBucket") ? bucketArn(key) : arn(key));
        try {
            return clients.throttling().outlast(call, request);
        } catch (S3Exception e) {
            throw refused(call, key, e);
        } catch (SdkException e) {
            throw clients.failures().of(call, e);
        }
    }

    private LambdaCiException refused(AwsCall call, ArtifactKey key, S3Exception e) {
        if (e instanceof NoSuchBucketException || code(e).equals("NoSuchBucket")) {
            return new AwsException(
                    call.doing() + " failed: there is no bucket '" + key.bucket() + "'",
                    "create the bucket in region " + clients.region() + ", or correct --app-s3-bucket",
                    e);
        }
        if (e.statusCode() == 301 || OTHER_REGION.contains(code(e))) {
            return new AwsException(
                    call.doing() + " failed: bucket '" + key.bucket() + "' is in "
                            + bucketRegion(e).map(region -> "region " + region).orElse("another region")
                            + ", but this run works in " + clients.region(),
                    "Lambda takes code only from a bucket in its own region: set AWS_REGION to the region of both, or"
                            + " give a bucket in " + clients.region(),
                    e);
        }
        if (e.statusCode() == 403 && isReading(call) && !saysWhatIsMissing(e)) {
            return new AwsException(
                    call.doing() + " failed: access denied, or the object does not exist",
                    "allow s3:GetObject on " + AwsFailures.everyNextTime(arn(key)) + " and s3:ListBucket on "
                            + bucketArn(key)
                            + ": without s3:ListBucket, S3 says 'access denied' of an object that does not exist",
                    e);
        }
        return clients.failures().of(call, e);
    }

    private static boolean isReading(AwsCall call) {
        return call.right().equals("s3:GetObject");
    }

    private static boolean saysWhatIsMissing(AwsServiceException e) {
        String message = String.valueOf(e.getMessage());
        return message.contains("not authorized to perform")
                || !Set.of("", "AccessDenied", "403", "Forbidden").contains(code(e));
    }

    private static Optional<String> bucketRegion(AwsServiceException e) {
        return Optional.ofNullable(e.awsErrorDetails())
                .map(details -> details.sdkHttpResponse())
                .flatMap(response -> response.firstMatchingHeader("x-amz-bucket-region"));
    }

    private static String code(AwsServiceException e) {
        return Optional.ofNullable(e.awsErrorDetails())
                .map(details -> details.errorCode())
                .orElse("");
    }

    private static String arn(ArtifactKey key) {
        return bucketArn(key) + "/" + key.key();
    }

    private static String bucketArn(ArtifactKey key) {
        return "arn:aws:s3:::" + key.bucket();
    }
}
