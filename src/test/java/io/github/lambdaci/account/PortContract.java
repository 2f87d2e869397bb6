package io.github.lambdaci.account;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.lambdaci.artifact.Archive;
import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.testing.Gap;
import io.github.lambdaci.testing.TestAws;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.io.TempDir;

/** What the contracts of the ports to AWS share. */
public abstract class PortContract {
    @TempDir
    Path folder;

    /** The AWS that the contract is held against. */
    protected abstract TestAws aws();

    void needs(Gap gap) {
        assumeFalse(aws().gaps().contains(gap), gap::reason);
    }

    /** A name that no other test has taken. */
    static String unique(String name) {
        return name + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    /** A zip with one file of this text. */
    Archive zip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("handler.py"));
            zip.write(text.getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return archive(bytes.toByteArray(), text.length());
    }

    Archive archive(byte[] content, long unzippedBytes) {
        try {
            Path file = Files.write(folder.resolve(unique("archive") + ".zip"), content);
            return new Archive(file, Sha256.of(file), content.length, unzippedBytes, 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ArtifactMetadata metadata(Archive archive) {
        return new ArtifactMetadata(archive.sha256(), archive.unzippedBytes(), "1.0", Optional.empty());
    }

    /** A zip in the store. */
    StoredArtifact stored(String text) {
        Archive archive = zip(text);
        return aws().store().upload(archive, aws().key(unique("artifact") + ".zip"), metadata(archive));
    }
}
