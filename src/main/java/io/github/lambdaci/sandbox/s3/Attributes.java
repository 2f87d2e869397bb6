package io.github.lambdaci.sandbox.s3;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.sandbox.http.AwsError;
import io.github.lambdaci.sandbox.http.Request;
import io.github.lambdaci.sandbox.http.Response;
import io.github.lambdaci.sandbox.storage.Json;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a caller stores with an object besides its bytes, in requests and in answers. */
final class Attributes {
    private static final String METADATA = "x-amz-meta-";
    private static final Set<String> KEPT_HEADERS = Set.of(
            "cache-control",
            "content-disposition",
            "content-encoding",
            "content-language",
            "content-type",
            "expires",
            "x-amz-server-side-encryption",
            "x-amz-server-side-encryption-aws-kms-key-id",
            "x-amz-server-side-encryption-bucket-key-enabled",
            "x-amz-storage-class",
            "x-amz-website-redirect-location");
    private static final Set<String> UNSUPPORTED = Set.of(
            "x-amz-server-side-encryption-customer-algorithm",
            "x-amz-object-lock-mode",
            "x-amz-object-lock-legal-hold");

    private Attributes() {}

    static ObjectNode of(S3Request request) {
        Map<String, String> headers = new TreeMap<>();
        Map<String, String> metadata = new TreeMap<>();
        request.http().headers().forEach((name, value) -> {
            if (UNSUPPORTED.contains(name)) {
                throw AwsError.notImplemented("the header " + name);
            }
            if (name.startsWith(METADATA)) {
                metadata.put(name.substring(METADATA.length()), value);
            } else if (KEPT_HEADERS.contains(name)) {
                headers.put(name, value);
            }
        });
        refuseAcl(request);
        headers.computeIfPresent("content-encoding", (name, value) -> withoutFraming(value));
        ObjectNode attributes = Json.object();
        attributes.set("headers", Json.of(headers));
        attributes.set("metadata", Json.of(metadata));
        attributes.set("tags", Json.of(tags(request)));
        return attributes;
    }

    static Map<String, String> tags(S3Request request) {
        return Request.parameters(request.header("x-amz-tagging").orElse(""));
    }

    private static void refuseAcl(S3Request request) {
        boolean other = request.header("x-amz-acl")
                .filter(acl -> !acl.equals("private") && !acl.equals("bucket-owner-full-control"))
                .isPresent();
        if (other) {
            throw AwsError.of(400, "AccessControlListNotSupported", "The bucket does not allow ACLs");
        }
    }

    // The framing belongs to the request, not to the object.
    @SuppressWarnings("NullAway") // a null result removes the header
    private static String withoutFraming(String encoding) {
        String rest = encoding.replaceAll("\\s*aws-chunked\\s*,?\\s*", "").strip();
        return rest.isEmpty() ? null : rest;
    }

    /** The headers that describe a version; its checksums are told only to those who ask. */
    static Response describe(Response response, ObjectVersion version, boolean withChecksums) {
        Response described = identify(response, version)
                .with("Last-Modified", version.httpDate())
                .with("Accept-Ranges", "bytes")
                .with("Content-Type", "binary/octet-stream")
                .with(version.headers());
        for (Map.Entry<String, String> entry : version.metadata().entrySet()) {
            described = described.with(METADATA + entry.getKey(), entry.getValue());
        }
        if (!version.tags().isEmpty()) {
            described = described.with(
                    "x-amz-tagging-count", Integer.toString(version.tags().size()));
        }
        return withChecksums ? checksums(described, version) : described;
    }

    /** The headers that every answer about one version has. */
    static Response identify(Response response, ObjectVersion version) {
        Response identified = response.with("ETag", version.etag())
                .with(
                        "x-amz-server-side-encryption",
                        version.headers().getOrDefault("x-amz-server-side-encryption", "AES256"));
        return version.versionId().equals(ObjectVersion.UNVERSIONED)
                ? identified
                : identified.with("x-amz-version-id", version.versionId());
    }

    static Response checksums(Response response, ObjectVersion version) {
        Response summed = response.with("x-amz-checksum-type", version.checksumType());
        for (Map.Entry<String, String> sum : version.checksums().entrySet()) {
            summed = summed.with(ChecksumAlgorithm.named(sum.getKey()).header(), sum.getValue());
        }
        return summed;
    }
}
