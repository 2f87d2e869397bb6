package io.github.lambdaci.cache;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.artifact.ArtifactKey;
import io.github.lambdaci.artifact.LocalFiles;
import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.json.JsonTree;
import io.github.lambdaci.runtime.Architecture;
import io.github.lambdaci.runtime.LambdaRuntime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last look at each function, a small file each. What cannot be read or written is no matter of a run. */
public final class LastLooks {
    /** For runs that keep nothing. */
    public static final LastLooks NONE = new LastLooks(Optional.empty());

    private static final Logger LOG = LoggerFactory.getLogger(LastLooks.class);
    private static final String RUNTIME = "runtime";
    private static final String ARCHITECTURE = "architecture";
    private static final String SOURCES = "sources";
    private static final String LEASE = "lease";

    private final Optional<Path> folder;

    private LastLooks(Optional<Path> folder) {
        this.folder = folder;
    }

    /** Kept in a user's folder of caches. */
    public static LastLooks in(Path caches) {
        return new LastLooks(Optional.of(caches.resolve("functions")));
    }

    /** Whether there will be a later run that knows them. */
    public boolean areKept() {
        return folder.isPresent();
    }

    /**
     * What is known of a function and its alias.
     *
     * @param marker the key of what the last release left
     */
    public Optional<LastLook> of(ArtifactKey marker) {
        return file(marker).flatMap(LastLooks::read);
    }

    /** Keeps what is known now. */
    public void keep(ArtifactKey marker, LastLook look) {
        file(marker).ifPresent(file -> {
            try {
                write(look, file);
            } catch (IOException e) {
                LOG.debug("{} cannot be written", file, e);
            }
        });
    }

    private Optional<Path> file(ArtifactKey marker) {
        return folder.map(all -> all.resolve(
                Sha256.of(marker.toString().getBytes(StandardCharsets.UTF_8)).abbreviated() + ".json"));
    }

    private static Optional<LastLook> read(Path file) {
        try {
            JsonNode root = JsonTree.read(Files.readAllBytes(file));
            return Optional.of(new LastLook(
                    LambdaRuntime.of(root.required(RUNTIME).asText()),
                    Architecture.of(root.required(ARCHITECTURE).asText()),
                    new Sha256(root.required(SOURCES).asText()),
                    root.required(LEASE).asText()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (JsonProcessingException | IllegalArgumentException | ProjectException e) {
            LOG.debug("{} is damaged", file, e);
            return Optional.empty();
        } catch (IOException e) {
            LOG.debug("{} cannot be read", file, e);
            return Optional.empty();
        }
    }

    private static void write(LastLook look, Path file) throws IOException {
        ObjectNode root = JsonTree.object();
        root.put(RUNTIME, look.runtime().name());
        root.put(ARCHITECTURE, look.architecture().lambdaName());
        root.put(SOURCES, look.sources().hex());
        root.put(LEASE, look.lease());
        byte[] content = JsonTree.text(root).getBytes(StandardCharsets.UTF_8);
        LocalFiles.replace(file, out -> out.write(content));
    }
}
