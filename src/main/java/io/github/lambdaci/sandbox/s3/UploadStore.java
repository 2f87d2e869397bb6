package io.github.lambdaci.sandbox.s3;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.sandbox.storage.FileNames;
import io.github.lambdaci.sandbox.storage.Json;
import io.github.lambdaci.sandbox.storage.StateDirectory;
import io.github.lambdaci.sandbox.storage.TemporaryFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Uploads in parts that are not complete yet: a directory each, with a document and a file for every part. */
final class UploadStore {
    private final StateDirectory state;
    private final Clock clock;

    UploadStore(StateDirectory state, Clock clock) {
        this.state = state;
        this.clock = clock;
    }

    /** A part that has arrived. */
    record Part(int number, Path file, ObjectVersion content) {}

    private Path directory(String uploadId) {
        return state.path("uploads", FileNames.of(uploadId));
    }

    Path temporary() throws IOException {
        return state.temporary();
    }

    String create(String bucket, String key, ObjectNode attributes) throws IOException {
        String id = UUID.randomUUID().toString().replace("-", "");
        ObjectNode document = Json.object()
                .put("uploadId", id)
                .put("bucket", bucket)
                .put("key", key)
                .put("initiated", ObjectVersion.isoDate(clock.instant()));
        document.set("attributes", attributes);
        state.write(directory(id).resolve("upload.json"), document);
        return id;
    }

    /** The document of an upload to this bucket and key. */
    ObjectNode get(S3Request request) throws IOException {
        String id = request.query("uploadId").orElse("");
        return state.read(directory(id).resolve("upload.json"))
                .filter(upload -> upload.path("bucket").asText().equals(request.bucket()))
                .filter(upload -> upload.path("key").asText().equals(request.key()))
                .orElseThrow(() -> S3Errors.noSuchUpload(id));
    }

    List<ObjectNode> all(String bucket) throws IOException {
        List<ObjectNode> uploads = new ArrayList<>();
        for (Path directory : StateDirectory.list(state.path("uploads"))) {
            state.read(directory.resolve("upload.json"))
                    .filter(upload -> upload.path("bucket").asText().equals(bucket))
                    .ifPresent(uploads::add);
        }
        return uploads;
    }

    ObjectVersion addPart(String uploadId, int number, ReceivedBody body) throws IOException {
        String blob = UUID.randomUUID().toString();
        ObjectVersion part = ObjectVersion.of(body, Json.object()).stored("", blob, clock.instant());
        return state.exclusively(() -> {
            if (!Files.exists(directory(uploadId))) {
                throw S3Errors.noSuchUpload(uploadId);
            }
            Optional<Part> replaced = part(uploadId, number);
            state.moveInto(body.file(), directory(uploadId).resolve(blob));
            state.write(document(uploadId, number), part.document());
            if (replaced.isPresent()) {
                Files.deleteIfExists(replaced.get().file());
            }
            return part;
        });
    }

    Optional<Part> part(String uploadId, int number) throws IOException {
        return state.read(document(uploadId, number)).map(document -> {
            ObjectVersion content = new ObjectVersion(document);
            return new Part(number, directory(uploadId).resolve(content.blob()), content);
        });
    }

    List<Part> parts(String uploadId) throws IOException {
        List<Part> parts = new ArrayList<>();
        for (Path file : StateDirectory.list(directory(uploadId))) {
            String name = file.getFileName().toString();
            if (name.startsWith("part-")) {
                part(uploadId, Integer.parseInt(name.substring(5, 10))).ifPresent(parts::add);
            }
        }
        return parts;
    }

    private Path document(String uploadId, int number) {
        return directory(uploadId).resolve("part-%05d.json".formatted(number));
    }

    void remove(String uploadId) throws IOException {
        state.exclusively(() -> {
            Files.deleteIfExists(directory(uploadId).resolve("upload.json"));
            TemporaryFiles.delete(directory(uploadId));
        });
    }
}
