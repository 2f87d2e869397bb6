package io.github.lambdaci.sandbox.s3;

import io.github.lambdaci.sandbox.http.AwsError;
import io.github.lambdaci.sandbox.http.Request;
import io.github.lambdaci.sandbox.http.Response;
import io.github.lambdaci.sandbox.http.XmlElement;
import io.github.lambdaci.sandbox.http.XmlWriter;
import io.github.lambdaci.sandbox.storage.StateDirectory;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;

/** Makes, lists and deletes buckets, and turns versioning on and off. */
final class BucketOperations {
    private static final String OWNER = "75aa57f09aa0c8caeab4f8c24e99d10f8e7faeebf76c078efc7c6caea54ba06a";

    private final StateDirectory state;
    private final BucketStore buckets;
    private final ObjectStore objects;
    private final Clock clock;

    BucketOperations(StateDirectory state, BucketStore buckets, ObjectStore objects, Clock clock) {
        this.state = state;
        this.buckets = buckets;
        this.objects = objects;
        this.clock = clock;
    }

    boolean has(String name) {
        return buckets.exists(name);
    }

    void provision(String name, String region) throws IOException {
        BucketStore.requireLegal(name);
        if (buckets.exists(name)) {
            return;
        }
        state.exclusively(() -> {
            if (!buckets.exists(name)) {
                Bucket bucket = create(name, region);
                bucket.versioning("Enabled");
                buckets.save(bucket);
            }
        });
    }

    private Bucket create(String name, String region) {
        Bucket bucket = Bucket.create(name, region, ObjectVersion.isoDate(clock.instant()));
        BucketSettings.addDefaults(bucket);
        return bucket;
    }

    Response create(S3Request request) throws IOException {
        String name = request.bucket();
        String region = request.http().region();
        BucketStore.requireLegal(name);
        requireConstraint(region, constraint(request.http()));
        return state.exclusively(() -> {
            // Only in its first region does S3 let an owner make a bucket again.
            if (buckets.exists(name) && !region.equals(Request.DEFAULT_REGION)) {
                throw AwsError.of(
                        409,
                        "BucketAlreadyOwnedByYou",
                        "Your previous request to create the named bucket succeeded and you already own it.");
            }
            if (!buckets.exists(name)) {
                buckets.save(create(name, region));
            }
            return Response.of(200).with("Location", "/" + name);
        });
    }

    private static Optional<String> constraint(Request request) throws IOException {
        BufferedInputStream body = new BufferedInputStream(request.body());
        body.mark(1);
        if (body.read() < 0) {
            return Optional.empty();
        }
        body.reset();
        return XmlElement.read(body).value("LocationConstraint").filter(text -> !text.isEmpty());
    }

    private static void requireConstraint(String region, Optional<String> constraint) {
        if (constraint.orElse(Request.DEFAULT_REGION).equals(region)) {
            return;
        }
        String named = constraint.orElse("unspecified");
        throw AwsError.of(
                400,
                "IllegalLocationConstraintException",
                "The " + named + " location constraint is incompatible for the region specific endpoint this request"
                        + " was sent to.");
    }

    Response list() throws IOException {
        XmlWriter body = XmlWriter.root("ListAllMyBucketsResult", S3Api.NAMESPACE)
                .open("Owner")
                .element("ID", OWNER)
                .close()
                .open("Buckets");
        for (Bucket bucket : buckets.all()) {
            body.open("Bucket")
                    .element("Name", bucket.name())
                    .element("CreationDate", bucket.created())
                    .element("BucketRegion", bucket.region())
                    .close();
        }
        return Response.xml(200, body);
    }

    Response head(S3Request request) throws IOException {
        Bucket bucket = buckets.get(request.bucket());
        return Response.of(200).with("x-amz-bucket-region", bucket.region()).with("Content-Type", "application/xml");
    }

    Response location(S3Request request) throws IOException {
        String region = buckets.get(request.bucket()).region();
        XmlWriter body = XmlWriter.root("LocationConstraint", S3Api.NAMESPACE);
        return region.equals(Request.DEFAULT_REGION)
                ? Response.xml(200, body)
                : Response.of(200)
                        .with("Content-Type", "application/xml")
                        .text("<LocationConstraint xmlns=\"" + S3Api.NAMESPACE + "\">" + region
                                + "</LocationConstraint>");
    }

    Response getVersioning(S3Request request) throws IOException {
        String status = buckets.get(request.bucket()).versioning();
        XmlWriter body = XmlWriter.root("VersioningConfiguration", S3Api.NAMESPACE);
        return Response.xml(200, status.isEmpty() ? body : body.element("Status", status));
    }

    Response putVersioning(S3Request request) throws IOException {
        if (!request.has("versioning")) {
            throw AwsError.notImplemented(request.operation());
        }
        String status = XmlElement.read(request.http().body())
                .value("Status")
                .filter(text -> text.equals("Enabled") || text.equals("Suspended"))
                .orElseThrow(() -> AwsError.of(
                        400, "IllegalVersioningConfigurationException", "The Versioning element must be specified"));
        return state.exclusively(() -> {
            Bucket bucket = buckets.get(request.bucket());
            bucket.versioning(status);
            buckets.save(bucket);
            return Response.of(200);
        });
    }

    Response delete(S3Request request) throws IOException {
        return state.exclusively(() -> {
            Bucket bucket = buckets.get(request.bucket());
            if (!objects.all(bucket.name()).isEmpty()) {
                throw AwsError.of(409, "BucketNotEmpty", "The bucket you tried to delete is not empty")
                        .with("BucketName", bucket.name());
            }
            buckets.delete(bucket.name());
            return Response.of(204);
        });
    }
}
