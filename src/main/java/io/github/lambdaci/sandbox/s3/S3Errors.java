package io.github.lambdaci.sandbox.s3;

import io.github.lambdaci.sandbox.http.AwsError;

/** S3's refusals, in S3's words. */
final class S3Errors {
    private S3Errors() {}

    static AwsError noSuchBucket(String bucket) {
        return AwsError.of(404, "NoSuchBucket", "The specified bucket does not exist")
                .with("BucketName", bucket);
    }

    static AwsError noSuchKey(String key) {
        return AwsError.of(404, "NoSuchKey", "The specified key does not exist.")
                .with("Key", key);
    }

    static AwsError noSuchVersion(String key, String versionId) {
        return AwsError.of(404, "NoSuchVersion", "The specified version does not exist.")
                .with("Key", key)
                .with("VersionId", versionId);
    }

    static AwsError noSuchUpload(String uploadId) {
        return AwsError.of(
                        404,
                        "NoSuchUpload",
                        "The specified upload does not exist. The upload ID may be invalid, or the upload may have been"
                                + " aborted or completed.")
                .with("UploadId", uploadId);
    }

    static AwsError accessDenied() {
        return AwsError.of(403, "AccessDenied", "Access Denied");
    }

    static AwsError otherRegion(String bucket, String region) {
        return AwsError.of(
                        301,
                        "PermanentRedirect",
                        "The bucket you are attempting to access must be addressed using the specified endpoint. Please"
                                + " send all future requests to this endpoint.")
                .with("Bucket", bucket)
                .with("Endpoint", bucket + ".s3." + region + ".amazonaws.com")
                .withHeader("x-amz-bucket-region", region);
    }

    static AwsError preconditionFailed(String condition) {
        return AwsError.of(412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold")
                .with("Condition", condition);
    }

    static AwsError headerNotImplemented(String header) {
        return AwsError.of(501, "NotImplemented", "A header you provided implies functionality that is not implemented")
                .with("Header", header);
    }

    static AwsError badDigest(String what) {
        return AwsError.of(400, "BadDigest", "The " + what + " you specified did not match what we received.");
    }

    static AwsError incompleteBody() {
        return AwsError.of(
                400,
                "IncompleteBody",
                "You did not provide the number of bytes specified by the Content-Length HTTP header");
    }

    static AwsError invalidRequest(String message) {
        return AwsError.of(400, "InvalidRequest", message);
    }

    static AwsError invalidArgument(String message) {
        return AwsError.of(400, "InvalidArgument", message);
    }
}
