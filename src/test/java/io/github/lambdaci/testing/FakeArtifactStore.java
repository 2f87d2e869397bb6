package io.github.lambdaci.testing;

import io.github.lambdaci.account.ArtifactListing;
import io.github.lambdaci.account.ArtifactMetadata;
import io.github.lambdaci.account.ArtifactStore;
import io.github.lambdaci.account.ListedArtifact;
import io.github.lambdaci.account.Removal;
import io.github.lambdaci.account.StoredArtifact;
import io.github.lambdaci.artifact.Archive;
import io.github.lambdaci.artifact.ArtifactKey;
import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.failure.AwsException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A versioned bucket in memory, which several threads may use. */
public final class FakeArtifactStore implements ArtifactStore, ArtifactListing {
    private final Map<ArtifactKey, byte[]> objects = new ConcurrentHashMap<>();
    private final Map<ArtifactKey, Instant> times = new ConcurrentHashMap<>();
    private final Map<ArtifactKey, StoredArtifact> artifacts = new ConcurrentHashMap<>();
    private final Map<StoredArtifact, byte[]> versions = new ConcurrentHashMap<>();
    private final Writes writes;
    private int lastVersion;
    private int downloads;
    private volatile Runnable beforeFinding = () -> {};
    private boolean refusing;
    private volatile Runnable beforeConditionalWrite = () -> {};

    public FakeArtifactStore() {
        this(new Writes());
    }

    public FakeArtifactStore(Writes writes) {
        this.writes = writes;
    }

    @Override
    public Optional<byte[]> read(ArtifactKey key) {
        return Optional.ofNullable(objects.get(key)).map(byte[]::clone);
    }

    @Override
    public Optional<Marked> readMarked(ArtifactKey key) {
        return read(key).map(content -> new Marked(content, mark(content)));
    }

    /** The mark is one of the content, as in S3. */
    private static String mark(byte[] content) {
        return Sha256.of(content).hex();
    }

    @Override
    public boolean writeUnlessChanged(byte[] content, ArtifactKey key, Optional<String> mark) {
        beforeConditionalWrite.run();
        if (refusing) {
            refusing = false;
            return false;
        }
        if (!readMarked(key).map(Marked::mark).equals(mark)) {
            return false;
        }
        write(content, key);
        return true;
    }

    /** Refuses the next write that names a condition, although nobody has written. */
    public void refuseConditionalWrite() {
        refusing = true;
    }

    /** Does something once, before the next write that names a condition. */
    public void beforeConditionalWrite(Runnable action) {
        beforeConditionalWrite = () -> {
            beforeConditionalWrite = () -> {};
            action.run();
        };
    }

    @Override
    public void write(byte[] content, ArtifactKey key) {
        writes.perform("write " + key, () -> {
            artifacts.remove(key);
            times.put(key, writes.now());
            return Optional.ofNullable(objects.put(key, content.clone()));
        });
    }

    @Override
    public Optional<StoredArtifact> find(ArtifactKey key) {
        beforeFinding.run();
        return Optional.ofNullable(artifacts.get(key));
    }

    @Override
    public StoredArtifact upload(Archive archive, ArtifactKey key, ArtifactMetadata metadata) {
        byte[] bytes = bytes(archive);
        return writes.perform("upload " + key, () -> {
            if (!Sha256.of(bytes).equals(metadata.sha256())) {
                throw new AwsException("S3 got other bytes than were sent to " + key, "run again");
            }
            return store(bytes, key, metadata);
        });
    }

    @Override
    public Optional<StoredArtifact> uploadIfAbsent(Archive archive, ArtifactKey key, ArtifactMetadata metadata) {
        return artifacts.containsKey(key) ? Optional.empty() : Optional.of(upload(archive, key, metadata));
    }

    @Override
    public void download(StoredArtifact from, Path target) {
        byte[] content = versions.get(from);
        if (content == null || !Sha256.of(content).equals(from.sha256())) {
            throw new AwsException(from.key() + " is not there any more", "run again");
        }
        downloads++;
        try {
            Files.write(target, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Does something before each answer to whether an artifact is there. */
    public void beforeFinding(Runnable action) {
        beforeFinding = action;
    }

    /** How many artifacts were downloaded. */
    public int downloads() {
        return downloads;
    }

    @Override
    public StoredArtifact copy(StoredArtifact from, ArtifactKey to, ArtifactMetadata metadata) {
        return writes.perform("copy " + from.key() + " to " + to, () -> {
            byte[] source = versions.get(from);
            if (source == null) {
                throw new AwsException(from.key() + " is not there any more", "run again");
            }
            return store(source, to, metadata);
        });
    }

    @Override
    public List<ListedArtifact> list(ArtifactKey prefix) {
        return objects.keySet().stream()
                .filter(key -> key.bucket().equals(prefix.bucket()) && key.key().startsWith(prefix.key()))
                .sorted(Comparator.comparing(ArtifactKey::key))
                .map(key ->
                        new ListedArtifact(key, bytes(key).length, times.getOrDefault(key, Instant.EPOCH), etag(key)))
                .toList();
    }

    /** Keeps the bytes for whoever has the version, as a bucket does that keeps versions. */
    @Override
    public Removal delete(ListedArtifact artifact) {
        return writes.perform("delete " + artifact.key(), () -> {
            if (objects.containsKey(artifact.key()) && !etag(artifact.key()).equals(artifact.etag())) {
                return Removal.STILL_USED;
            }
            objects.remove(artifact.key());
            artifacts.remove(artifact.key());
            return Removal.DONE;
        });
    }

    private String etag(ArtifactKey key) {
        return Sha256.of(bytes(key)).abbreviated();
    }

    /** The keys of all objects. */
    public Set<ArtifactKey> keys() {
        return Set.copyOf(objects.keySet());
    }

    /** Whether this version of an object is there, be it the newest or not. */
    public boolean holds(StoredArtifact artifact) {
        return versions.containsKey(artifact);
    }

    /** The bytes of this version of an object. */
    byte[] bytes(StoredArtifact artifact) {
        return Objects.requireNonNull(versions.get(artifact));
    }

    /** Removes an object with all of its versions, as a lifecycle rule does. */
    public void remove(ArtifactKey key) {
        objects.remove(key);
        artifacts.remove(key);
        versions.keySet().removeIf(version -> version.key().equals(key));
    }

    private StoredArtifact store(byte[] bytes, ArtifactKey key, ArtifactMetadata metadata) {
        lastVersion++;
        StoredArtifact artifact = new StoredArtifact(key, Optional.of("v" + lastVersion), bytes.length, metadata);
        objects.put(key, bytes);
        times.put(key, writes.now());
        artifacts.put(key, artifact);
        versions.put(artifact, bytes);
        return artifact;
    }

    private byte[] bytes(ArtifactKey key) {
        return read(key).orElseThrow();
    }

    private static byte[] bytes(Archive archive) {
        try (InputStream in = archive.open(0)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
