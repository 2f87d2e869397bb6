package io.github.lambdaci.account;

import io.github.lambdaci.artifact.Archive;
import io.github.lambdaci.artifact.ArtifactKey;
import io.github.lambdaci.failure.AwsException;
import java.nio.file.Path;
import java.util.Optional;

/** Where artifacts are kept: S3. Every method throws {@link AwsException} if S3 refuses or cannot be reached. */
public interface ArtifactStore {
    /** The content of a small object, if it is there. */
    Optional<byte[]> read(ArtifactKey key);

    /** The same, with the mark by which it can be told whether it was written since. */
    Optional<Marked> readMarked(ArtifactKey key);

    /**
     * What was read.
     *
     * @param content the object's content
     * @param mark changes with every change of it
     */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares these.
    record Marked(byte[] content, String mark) {}

    /**
     * Writes a small object if nobody else has written it meanwhile; where the store cannot tell that, in any case.
     *
     * @param mark of what was read; nothing if nothing was there
     * @return whether it was written
     */
    boolean writeUnlessChanged(byte[] content, ArtifactKey key, Optional<String> mark);

    /** Writes a small object; whoever reads it sees the old content or the new one. */
    void write(byte[] content, ArtifactKey key);

    /** An artifact that lambda-ci stored, if it is there; objects without its metadata do not count. */
    Optional<StoredArtifact> find(ArtifactKey key);

    /** Uploads a zip; S3 checks its SHA-256. */
    StoredArtifact upload(Archive archive, ArtifactKey key, ArtifactMetadata metadata);

    /**
     * Uploads a zip that is small enough for one request, unless there is something at the key already.
     *
     * @return nothing if there is, or if the store cannot tell
     */
    Optional<StoredArtifact> uploadIfAbsent(Archive archive, ArtifactKey key, ArtifactMetadata metadata);

    /**
     * Downloads an artifact.
     *
     * @param target a file that is not there yet
     */
    void download(StoredArtifact from, Path target);

    /** Copies within the store, with other metadata. */
    StoredArtifact copy(StoredArtifact from, ArtifactKey to, ArtifactMetadata metadata);
}
