package io.github.lambdaci.sandbox.s3;

import io.github.lambdaci.sandbox.http.AwsError;
import io.github.lambdaci.sandbox.http.Response;
import io.github.lambdaci.sandbox.http.XmlElement;
import io.github.lambdaci.sandbox.http.XmlWriter;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Deletes objects: one, or many in one request. */
final class DeleteOperations {
    private static final int MOST = 1000;

    private final BucketStore buckets;
    private final ObjectStore objects;

    DeleteOperations(BucketStore buckets, ObjectStore objects) {
        this.buckets = buckets;
        this.objects = objects;
    }

    Response delete(S3Request request) throws IOException {
        Optional<ObjectVersion> deleted =
                delete(request.bucket(), request.key(), request.versionId(), request.header("if-match"));
        Response response = Response.of(204);
        if (deleted.isEmpty()) {
            return request.versionId()
                    .map(id -> response.with("x-amz-version-id", id))
                    .orElse(response);
        }
        Response identified = response.with("x-amz-version-id", deleted.get().versionId());
        return deleted.get().isDeleteMarker() ? identified.with("x-amz-delete-marker", "true") : identified;
    }

    private Optional<ObjectVersion> delete(
            String bucket, String key, Optional<String> versionId, Optional<String> ifMatch) throws IOException {
        if (versionId.isPresent() && ifMatch.isPresent()) {
            throw S3Errors.headerNotImplemented("If-Match");
        }
        return versionId.isPresent()
                ? objects.deleteVersion(bucket, key, versionId.get())
                : objects.delete(bucket, key, Conditions.forDelete(key, ifMatch));
    }

    Response deleteMany(S3Request request) throws IOException {
        Bucket bucket = buckets.get(request.bucket());
        XmlElement document = XmlElement.read(request.http().body());
        List<XmlElement> wanted = document.all("Object").toList();
        if (wanted.isEmpty() || wanted.size() > MOST) {
            throw AwsError.of(
                    400,
                    "MalformedXML",
                    "The XML you provided was not well-formed or did not validate against our published schema");
        }
        boolean quiet = document.value("Quiet").orElse("").equals("true");
        XmlWriter body = XmlWriter.root("DeleteResult", S3Api.NAMESPACE);
        for (XmlElement object : wanted) {
            // A key may begin or end with a space, so its text is taken as it is.
            String key = object.first("Key").map(XmlElement::text).orElse("");
            Optional<String> versionId = object.value("VersionId");
            try {
                Optional<ObjectVersion> deleted = delete(bucket.name(), key, versionId, object.value("ETag"));
                if (!quiet) {
                    describe(body, key, versionId, deleted);
                }
            } catch (AwsError refused) {
                describe(body, key, refused);
            }
        }
        return Response.xml(200, body);
    }

    private static void describe(XmlWriter body, String key, AwsError refused) {
        body.open("Error")
                .element("Key", key)
                .element("Code", refused.code())
                .element("Message", refused.message())
                .close();
    }

    private static void describe(
            XmlWriter body, String key, Optional<String> versionId, Optional<ObjectVersion> deleted) {
        body.open("Deleted").element("Key", key);
        versionId.ifPresent(id -> body.element("VersionId", id));
        deleted.filter(ObjectVersion::isDeleteMarker)
                .ifPresent(marker ->
                        body.element("DeleteMarker", true).element("DeleteMarkerVersionId", marker.versionId()));
        body.close();
    }
}
