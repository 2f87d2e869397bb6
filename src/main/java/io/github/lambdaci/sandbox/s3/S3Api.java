package io.github.lambdaci.sandbox.s3;

import io.github.lambdaci.sandbox.http.AwsError;
import io.github.lambdaci.sandbox.http.Request;
import io.github.lambdaci.sandbox.http.Response;
import io.github.lambdaci.sandbox.http.Service;
import io.github.lambdaci.sandbox.http.XmlWriter;
import io.github.lambdaci.sandbox.storage.StateDirectory;
import java.io.IOException;
import java.time.Clock;
import java.util.Set;
import java.util.stream.Stream;

/** Amazon S3 with paths in the style {@code /bucket/key}: finds the operation that a request means. */
public final class S3Api implements Service {
    static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";
    // Parts of objects and buckets that are not kept; silence would look like success.
    private static final Set<String> UNSUPPORTED = Set.of(
            "accelerate-endpoint",
            "analytics",
            "intelligent-tiering",
            "inventory",
            "legal-hold",
            "metrics",
            "policyStatus",
            "restore",
            "retention",
            "select",
            "session",
            "torrent",
            "metadataTable",
            "renameObject");

    private final PresignedUrls presigned;
    private final BucketStore buckets;
    private final BucketOperations bucketOperations;
    private final BucketSettings settings;
    private final ObjectOperations objects;
    private final DeleteOperations deletions;
    private final CopyOperations copies;
    private final ListOperations listings;
    private final MultipartOperations multipart;
    private final TaggingOperations tagging;

    public S3Api(StateDirectory state, Clock clock, boolean callerMayList) {
        this.presigned = new PresignedUrls(clock);
        this.buckets = new BucketStore(state);
        ObjectStore store = new ObjectStore(state, buckets, clock);
        BodyReceiver receiver = new BodyReceiver(state);
        ObjectReader reader = new ObjectReader(buckets, store, callerMayList);
        this.bucketOperations = new BucketOperations(state, buckets, store, clock);
        this.settings = new BucketSettings(state, buckets);
        this.objects = new ObjectOperations(store, reader, receiver);
        this.deletions = new DeleteOperations(buckets, store);
        this.copies = new CopyOperations(state, store, reader, receiver);
        this.listings = new ListOperations(store, callerMayList);
        this.multipart = new MultipartOperations(new UploadStore(state, clock), store, reader, receiver);
        this.tagging = new TaggingOperations(state, store, reader);
    }

    /** Whether there is a bucket of this name. */
    public boolean hasBucket(String bucket) {
        return bucketOperations.has(bucket);
    }

    /** Makes a bucket that keeps versions; one that is there already is left alone. */
    public void provisionBucket(String bucket, String region) throws IOException {
        bucketOperations.provision(bucket, region);
    }

    @Override
    public Response handle(Request http) throws IOException {
        presigned.refuseIfExpired(http);
        S3Request request = S3Request.of(http);
        if (http.query().keySet().stream().anyMatch(UNSUPPORTED::contains)) {
            throw AwsError.notImplemented(request.operation());
        }
        Response response;
        if (request.bucket().isEmpty()) {
            response = service(request);
        } else if (request.key().isEmpty()) {
            response = bucket(request);
        } else {
            requireRegion(request);
            response = object(request);
        }
        return identified(response, http);
    }

    private Response service(S3Request request) throws IOException {
        if (request.http().method().equals("GET")) {
            return bucketOperations.list();
        }
        throw AwsError.notImplemented(request.operation());
    }

    private Response bucket(S3Request request) throws IOException {
        String method = request.http().method();
        boolean plain = Stream.of("versioning", "location").noneMatch(request::has) && !settings.handles(request);
        if (method.equals("PUT") && plain) {
            return bucketOperations.create(request);
        }
        if (!request.has("location")) {
            requireRegion(request);
        }
        if (settings.handles(request)) {
            return settings.handle(request);
        }
        return switch (method) {
            case "GET" -> readBucket(request);
            case "HEAD" -> bucketOperations.head(request);
            case "PUT" -> bucketOperations.putVersioning(request);
            case "DELETE" -> bucketOperations.delete(request);
            case "POST" -> request.has("delete") ? deletions.deleteMany(request) : unknown(request);
            default -> unknown(request);
        };
    }

    private Response readBucket(S3Request request) throws IOException {
        if (request.has("location")) {
            return bucketOperations.location(request);
        }
        if (request.has("versioning")) {
            return bucketOperations.getVersioning(request);
        }
        if (request.has("uploads")) {
            return multipart.listUploads(request);
        }
        Bucket unused = buckets.get(request.bucket());
        return request.has("versions") ? listings.versions(request) : listings.objects(request);
    }

    private Response object(S3Request request) throws IOException {
        if (request.has("acl")) {
            throw AwsError.notImplemented(request.operation());
        }
        if (request.has("tagging")) {
            return tagging.handle(request);
        }
        if (request.has("uploads") || request.has("uploadId")) {
            return multipart.handle(request);
        }
        if (request.has("partNumber")) {
            throw AwsError.notImplemented(request.operation() + " of one part");
        }
        return switch (request.http().method()) {
            case "GET" -> request.has("attributes") ? objects.attributes(request) : objects.get(request);
            case "HEAD" -> objects.head(request);
            case "PUT" -> request.header("x-amz-copy-source").isPresent() ? copies.copy(request) : objects.put(request);
            case "DELETE" -> deletions.delete(request);
            default -> unknown(request);
        };
    }

    private static Response unknown(S3Request request) {
        throw AwsError.notImplemented(request.operation());
    }

    private void requireRegion(S3Request request) throws IOException {
        Bucket bucket = buckets.get(request.bucket());
        boolean signed = request.http().scope().isPresent();
        if (signed && !bucket.region().equals(request.http().region())) {
            throw S3Errors.otherRegion(bucket.name(), bucket.region());
        }
    }

    @Override
    public Response failure(Request request, AwsError error) {
        XmlWriter body =
                XmlWriter.root("Error", "").element("Code", error.code()).element("Message", error.message());
        error.details().forEach(body::element);
        body.element("RequestId", request.id()).element("HostId", request.id());
        Response response = error.status() == 304 ? Response.of(304) : Response.xml(error.status(), body);
        // The answer to HEAD has no body, and S3 does not name the length of the one that it leaves out.
        boolean head = request.method().equals("HEAD");
        Response sent = head ? response.stream(java.io.InputStream.nullInputStream(), 0) : response;
        return identified(sent.with(error.headers()), request);
    }

    private static Response identified(Response response, Request request) {
        return response.with("x-amz-request-id", request.id()).with("x-amz-id-2", request.id());
    }

    /** What Lambda needs: an object's file, as the bucket's owner reads it. */
    public ObjectSource source() {
        return new ObjectSource(buckets, objects.store());
    }
}
