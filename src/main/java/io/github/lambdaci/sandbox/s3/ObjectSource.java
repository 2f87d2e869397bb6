package io.github.lambdaci.sandbox.s3;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Objects as another service of the same account reads them. */
public final class ObjectSource {
    private final BucketStore buckets;
    private final ObjectStore objects;

    ObjectSource(BucketStore buckets, ObjectStore objects) {
        this.buckets = buckets;
        this.objects = objects;
    }

    /** The region of a bucket; none if there is no such bucket. */
    public Optional<String> region(String bucket) throws IOException {
        return buckets.find(bucket).map(Bucket::region);
    }

    /** The newest version of an object, or the named one; none if there is no such object. */
    public Optional<ObjectVersion> find(String bucket, String key, Optional<String> versionId) throws IOException {
        KeyDocument document = objects.key(bucket, key);
        return versionId
                .map(document::version)
                .orElseGet(document::latest)
                .filter(version -> !version.isDeleteMarker());
    }

    /** The file with an object's bytes, which must not be changed. */
    public Path file(String bucket, ObjectVersion version) {
        return objects.blob(bucket, version);
    }
}
