package io.github.lambdaci.sandbox.s3;

import io.github.lambdaci.sandbox.storage.FileNames;
import io.github.lambdaci.sandbox.storage.StateDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** The objects on disk: a document for each key, and a file that never changes for each version's bytes. */
final class ObjectStore {
    // S3 lists keys in the order of their UTF-8 bytes, which is not that of Java's strings.
    static final Comparator<String> KEY_ORDER = (left, right) ->
            Arrays.compareUnsigned(left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));

    private final StateDirectory state;
    private final BucketStore buckets;
    private final Clock clock;

    ObjectStore(StateDirectory state, BucketStore buckets, Clock clock) {
        this.state = state;
        this.buckets = buckets;
        this.clock = clock;
    }

    private Path keys(String bucket) {
        return buckets.directory(bucket).resolve("keys");
    }

    private Path document(String bucket, String key) {
        return keys(bucket).resolve(FileNames.of(key) + ".json");
    }

    Path blob(String bucket, ObjectVersion version) {
        return buckets.directory(bucket).resolve("data").resolve(version.blob());
    }

    KeyDocument key(String bucket, String key) throws IOException {
        return state.read(document(bucket, key)).map(KeyDocument::of).orElseGet(() -> new KeyDocument(key, List.of()));
    }

    /** Every key of the bucket that has a version, in S3's order. */
    List<KeyDocument> all(String bucket) throws IOException {
        List<KeyDocument> documents = new ArrayList<>();
        for (Path file : StateDirectory.list(keys(bucket))) {
            state.read(file).map(KeyDocument::of).ifPresent(documents::add);
        }
        documents.sort(Comparator.comparing(KeyDocument::key, KEY_ORDER));
        return documents;
    }

    /** Makes a complete file the newest version of a key, if the condition holds for the version that is there. */
    ObjectVersion put(
            String bucket,
            String key,
            Path complete,
            ObjectVersion content,
            Consumer<Optional<ObjectVersion>> condition)
            throws IOException {
        return state.exclusively(() -> {
            Bucket settings = buckets.get(bucket);
            KeyDocument before = key(bucket, key);
            condition.accept(before.current());
            String id = newVersionId(settings);
            ObjectVersion version = content.stored(id, UUID.randomUUID().toString(), clock.instant());
            state.moveInto(complete, blob(bucket, version));
            add(bucket, before, version);
            return version;
        });
    }

    /** Deletes without naming a version: a delete marker where the bucket keeps versions, or else for good. */
    Optional<ObjectVersion> delete(String bucket, String key, Consumer<Optional<ObjectVersion>> condition)
            throws IOException {
        return state.exclusively(() -> {
            Bucket settings = buckets.get(bucket);
            KeyDocument before = key(bucket, key);
            condition.accept(before.current());
            if (settings.versioning().isEmpty()) {
                before.latest().ifPresent(version -> remove(bucket, before, version));
                return Optional.empty();
            }
            ObjectVersion marker = ObjectVersion.deleteMarker().stored(newVersionId(settings), "", clock.instant());
            add(bucket, before, marker);
            return Optional.of(marker);
        });
    }

    /** Deletes one version for good; one that is not there is no failure. */
    Optional<ObjectVersion> deleteVersion(String bucket, String key, String versionId) throws IOException {
        return state.exclusively(() -> {
            KeyDocument before = key(bucket, key);
            Optional<ObjectVersion> version = before.version(versionId);
            version.ifPresent(found -> remove(bucket, before, found));
            return version;
        });
    }

    /** Replaces what is known of a version, for example its tags, and keeps its bytes. */
    void update(String bucket, String key, ObjectVersion changed) throws IOException {
        KeyDocument before = key(bucket, key);
        List<ObjectVersion> versions = new ArrayList<>(before.versions());
        versions.replaceAll(version -> version.versionId().equals(changed.versionId()) ? changed : version);
        state.write(document(bucket, key), new KeyDocument(key, versions).toJson());
    }

    private static String newVersionId(Bucket bucket) {
        return bucket.keepsVersions() ? UUID.randomUUID().toString().replace("-", "") : ObjectVersion.UNVERSIONED;
    }

    private void add(String bucket, KeyDocument before, ObjectVersion version) throws IOException {
        List<ObjectVersion> versions = new ArrayList<>(before.versions());
        Optional<ObjectVersion> replaced = before.version(version.versionId());
        replaced.ifPresent(versions::remove);
        versions.add(0, version);
        state.write(document(bucket, before.key()), new KeyDocument(before.key(), versions).toJson());
        // Only now does nothing name the old bytes any more.
        if (replaced.isPresent()) {
            deleteBlob(bucket, replaced.get());
        }
    }

    private void remove(String bucket, KeyDocument before, ObjectVersion version) {
        List<ObjectVersion> versions = new ArrayList<>(before.versions());
        versions.remove(version);
        try {
            if (versions.isEmpty()) {
                Files.deleteIfExists(document(bucket, before.key()));
            } else {
                state.write(document(bucket, before.key()), new KeyDocument(before.key(), versions).toJson());
            }
            deleteBlob(bucket, version);
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    private void deleteBlob(String bucket, ObjectVersion version) throws IOException {
        if (!version.blob().isEmpty()) {
            Files.deleteIfExists(blob(bucket, version));
        }
    }
}
