package io.github.lambdaci.sandbox.s3;

import io.github.lambdaci.sandbox.http.AwsError;
import io.github.lambdaci.sandbox.http.Response;
import io.github.lambdaci.sandbox.storage.StateDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The settings of a bucket that are kept as they were sent, so that what describes infrastructure can make and compare
 * them; the sandbox does not act on them: nobody is refused by a policy, and nothing expires.
 */
final class BucketSettings {
    private static final int LARGEST = 1024 * 1024;
    private static final String OPEN = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<";

    private enum Kind {
        ACCELERATE("accelerate", "", document("AccelerateConfiguration", "")),
        ACL("acl", "", acl()),
        CORS("cors", "NoSuchCORSConfiguration", "The CORS configuration does not exist"),
        ENCRYPTION("encryption", "", encryption()),
        LIFECYCLE("lifecycle", "NoSuchLifecycleConfiguration", "The lifecycle configuration does not exist"),
        LOGGING("logging", "", document("BucketLoggingStatus", "")),
        NOTIFICATION("notification", "", document("NotificationConfiguration", "")),
        OBJECT_LOCK(
                "object-lock",
                "ObjectLockConfigurationNotFoundError",
                "Object Lock configuration does not exist for this bucket"),
        OWNERSHIP(
                "ownershipControls", "OwnershipControlsNotFoundError", "The bucket ownership controls were not found"),
        POLICY("policy", "NoSuchBucketPolicy", "The bucket policy does not exist"),
        PUBLIC_ACCESS(
                "publicAccessBlock",
                "NoSuchPublicAccessBlockConfiguration",
                "The public access block configuration was not found"),
        REPLICATION(
                "replication", "ReplicationConfigurationNotFoundError", "The replication configuration was not found"),
        REQUEST_PAYMENT("requestPayment", "", document("RequestPaymentConfiguration", "<Payer>BucketOwner</Payer>")),
        TAGGING("tagging", "NoSuchTagSet", "The TagSet does not exist"),
        WEBSITE("website", "NoSuchWebsiteConfiguration", "The specified bucket does not have a website configuration");

        private final String parameter;
        private final String absentCode;
        private final String absentText;

        /** A kind that answers an error where it was never set has a code; the others have a document. */
        Kind(String parameter, String absentCode, String absentText) {
            this.parameter = parameter;
            this.absentCode = absentCode;
            this.absentText = absentText;
        }

        String contentType() {
            return this == POLICY ? "application/json" : "application/xml";
        }
    }

    private final StateDirectory state;
    private final BucketStore buckets;

    BucketSettings(StateDirectory state, BucketStore buckets) {
        this.state = state;
        this.buckets = buckets;
    }

    /** What S3 gives every new bucket. */
    static void addDefaults(Bucket bucket) {
        bucket.setting(
                Kind.PUBLIC_ACCESS.parameter,
                document(
                        "PublicAccessBlockConfiguration",
                        "<BlockPublicAcls>true</BlockPublicAcls><IgnorePublicAcls>true</IgnorePublicAcls>"
                                + "<BlockPublicPolicy>true</BlockPublicPolicy>"
                                + "<RestrictPublicBuckets>true</RestrictPublicBuckets>"));
        bucket.setting(
                Kind.OWNERSHIP.parameter,
                document("OwnershipControls", "<Rule><ObjectOwnership>BucketOwnerEnforced</ObjectOwnership></Rule>"));
    }

    boolean handles(S3Request request) {
        return kind(request).isPresent();
    }

    private static Optional<Kind> kind(S3Request request) {
        return Arrays.stream(Kind.values())
                .filter(kind -> request.has(kind.parameter))
                .findFirst();
    }

    Response handle(S3Request request) throws IOException {
        Kind kind = kind(request).orElseThrow();
        return switch (request.http().method()) {
            case "GET" -> get(request, kind);
            case "PUT" -> put(request, kind);
            case "DELETE" -> delete(request, kind);
            default -> throw AwsError.notImplemented(request.operation());
        };
    }

    private Response get(S3Request request, Kind kind) throws IOException {
        Optional<String> kept = buckets.get(request.bucket()).setting(kind.parameter);
        if (kept.isEmpty() && !kind.absentCode.isEmpty()) {
            throw AwsError.of(404, kind.absentCode, kind.absentText).with("BucketName", request.bucket());
        }
        Response found = Response.of(200).with("Content-Type", kind.contentType());
        Response complete = kind == Kind.LIFECYCLE
                ? found.with("x-amz-transition-default-minimum-object-size", "all_storage_classes_128K")
                : found;
        return complete.text(kept.orElse(kind.absentText));
    }

    private Response put(S3Request request, Kind kind) throws IOException {
        if (kind == Kind.ACL) {
            throw AwsError.of(400, "AccessControlListNotSupported", "The bucket does not allow ACLs");
        }
        byte[] content = request.http().body().readNBytes(LARGEST);
        return state.exclusively(() -> {
            Bucket bucket = buckets.get(request.bucket());
            bucket.setting(kind.parameter, new String(content, StandardCharsets.UTF_8));
            buckets.save(bucket);
            return Response.of(kind == Kind.POLICY || kind == Kind.TAGGING ? 204 : 200);
        });
    }

    private Response delete(S3Request request, Kind kind) throws IOException {
        return state.exclusively(() -> {
            Bucket bucket = buckets.get(request.bucket());
            bucket.removeSetting(kind.parameter);
            buckets.save(bucket);
            return Response.of(204);
        });
    }

    private static String document(String root, String content) {
        return OPEN + root + " xmlns=\"" + S3Api.NAMESPACE + "\">" + content + "</" + root + ">";
    }

    private static String acl() {
        String owner = "<ID>sandbox</ID>";
        return document(
                "AccessControlPolicy",
                "<Owner>" + owner + "</Owner><AccessControlList><Grant>"
                        + "<Grantee xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                        + " xsi:type=\"CanonicalUser\">" + owner + "</Grantee>"
                        + "<Permission>FULL_CONTROL</Permission></Grant></AccessControlList>");
    }

    private static String encryption() {
        return document(
                "ServerSideEncryptionConfiguration",
                "<Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm>"
                        + "</ApplyServerSideEncryptionByDefault><BucketKeyEnabled>false</BucketKeyEnabled></Rule>");
    }
}
