package io.github.lambdaci.sandbox.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lambdaci.sandbox.http.AwsError;
import io.github.lambdaci.sandbox.s3.ObjectSource;
import io.github.lambdaci.sandbox.s3.ObjectVersion;
import io.github.lambdaci.sandbox.storage.Json;
import io.github.lambdaci.sandbox.storage.StateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Optional;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** The zips of functions and layers, each kept once under its hash for as long as the sandbox's directory lives. */
final class CodeStore {
    /** How large the code of a function and all its layers may be when they are unzipped. */
    static final long MOST_UNZIPPED = 262_144_000;

    private static final long MOST_ZIPPED = 52_428_800;

    private final StateDirectory state;
    private final ObjectSource objects;

    CodeStore(StateDirectory state, ObjectSource objects) {
        this.state = state;
        this.objects = objects;
    }

    Path file(String sha256) {
        return state.path("lambda", "code", sha256 + ".zip");
    }

    /** Keeps the code that a request brings or points to; none if it does neither. */
    Optional<CodeFile> take(LambdaCall call, JsonNode location) throws IOException {
        Optional<LambdaBody.Zip> sent = call.body().zip();
        if (sent.isPresent()) {
            if (sent.get().size() > MOST_ZIPPED) {
                throw LambdaErrors.tooLarge("Request must be smaller than 70167211 bytes for the "
                        + (call.has("layer") ? "PublishLayerVersion" : "UpdateFunctionCode") + " operation");
            }
            return Optional.of(
                    keep(sent.get().file(), sent.get().sha256(), sent.get().size()));
        }
        return Json.text(location, "S3Bucket").isPresent()
                ? Optional.of(fromBucket(call.region(), location))
                : Optional.empty();
    }

    private CodeFile fromBucket(String region, JsonNode location) throws IOException {
        String bucket = location.path("S3Bucket").asText();
        Optional<String> home = objects.region(bucket);
        if (home.isEmpty()) {
            throw getObject("NoSuchBucket", "The specified bucket does not exist");
        }
        if (!home.get().equals(region)) {
            throw getObject(
                    "PermanentRedirect",
                    "The bucket is in this region: " + home.get() + ". Please use this region to retry the request");
        }
        for (int attempt = 1; ; attempt++) {
            ObjectVersion object = find(bucket, location);
            try {
                return keep(objects.file(bucket, object), object.sha256(), object.size());
            } catch (NoSuchFileException replacedMeanwhile) {
                if (attempt == 3) {
                    throw replacedMeanwhile;
                }
            }
        }
    }

    private ObjectVersion find(String bucket, JsonNode location) throws IOException {
        Optional<String> version = Json.text(location, "S3ObjectVersion");
        return objects.find(bucket, location.path("S3Key").asText(), version)
                .orElseThrow(() -> version.isPresent()
                        ? getObject("NoSuchVersion", "The specified version does not exist.")
                        : getObject("NoSuchKey", "The specified key does not exist."));
    }

    private static AwsError getObject(String code, String message) {
        return LambdaErrors.invalid(
                "Error occurred while GetObject. S3 Error Code: " + code + ". S3 Error Message: " + message);
    }

    /** Keeps a zip, after looking at its directory: nothing is unzipped to learn how large it would be. */
    CodeFile keep(Path zip, String sha256, long size) throws IOException {
        long unzipped = unzippedSize(zip);
        if (unzipped >= MOST_UNZIPPED) {
            throw LambdaErrors.invalid("Unzipped size must be smaller than " + MOST_UNZIPPED + " bytes");
        }
        Path kept = file(sha256);
        if (!Files.exists(kept)) {
            state.link(zip, kept);
        }
        return new CodeFile(sha256, size, unzipped);
    }

    private static long unzippedSize(Path zip) throws IOException {
        if (Files.size(zip) == 0) {
            throw LambdaErrors.invalid("Uploaded file must be a non-empty zip");
        }
        long sum = 0;
        boolean empty = true;
        try (ZipFile opened = ZipFile.builder().setPath(zip).get()) {
            Enumeration<ZipArchiveEntry> entries = opened.getEntries();
            while (entries.hasMoreElements()) {
                sum += Math.max(0, entries.nextElement().getSize());
                empty = false;
            }
        } catch (NoSuchFileException gone) {
            throw gone;
        } catch (IOException | IllegalArgumentException notAZip) {
            throw LambdaErrors.badZip();
        }
        if (empty) {
            throw LambdaErrors.invalid("Uploaded file must be a non-empty zip");
        }
        return sum;
    }
}
