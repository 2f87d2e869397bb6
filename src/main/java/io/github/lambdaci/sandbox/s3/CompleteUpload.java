package io.github.lambdaci.sandbox.s3;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.sandbox.http.AwsError;
import io.github.lambdaci.sandbox.http.XmlElement;
import io.github.lambdaci.sandbox.storage.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Makes one object of the parts of an upload. */
final class CompleteUpload {
    private static final long SMALLEST_PART = 5L * 1024 * 1024;

    private final UploadStore uploads;
    private final ObjectStore objects;
    private final BodyReceiver receiver;

    CompleteUpload(UploadStore uploads, ObjectStore objects, BodyReceiver receiver) {
        this.uploads = uploads;
        this.objects = objects;
        this.receiver = receiver;
    }

    ObjectVersion complete(S3Request request, ObjectNode upload, XmlElement wanted) throws IOException {
        String id = upload.path("uploadId").asText();
        List<UploadStore.Part> parts = chosen(id, wanted);
        requireSizes(parts);
        EnumSet<ChecksumAlgorithm> algorithms = EnumSet.noneOf(ChecksumAlgorithm.class);
        Optional<ChecksumAlgorithm> algorithm =
                Json.text(upload.path("attributes"), "checksumAlgorithm").map(ChecksumAlgorithm::named);
        algorithm.ifPresent(algorithms::add);
        ReceivedBody body = joined(parts, algorithms);
        try {
            ObjectVersion content = content(upload, parts, body, algorithm);
            requireClaim(request, content);
            ObjectVersion version =
                    objects.put(request.bucket(), request.key(), body.file(), content, Conditions.forWrite(request));
            uploads.remove(id);
            return version;
        } finally {
            Files.deleteIfExists(body.file());
        }
    }

    private List<UploadStore.Part> chosen(String id, XmlElement wanted) throws IOException {
        List<UploadStore.Part> parts = new ArrayList<>();
        int before = 0;
        for (XmlElement element : wanted.all("Part").toList()) {
            int number = Integer.parseInt(element.value("PartNumber").orElse("0"));
            if (number <= before) {
                throw AwsError.of(
                        400,
                        "InvalidPartOrder",
                        "The list of parts was not in ascending order. The parts list must be specified in order by part"
                                + " number.");
            }
            before = number;
            String etag = element.value("ETag").orElse("").replace("\"", "");
            parts.add(uploads.part(id, number)
                    .filter(part -> part.content().etag().equals('"' + etag + '"'))
                    .orElseThrow(() -> AwsError.of(
                            400,
                            "InvalidPart",
                            "One or more of the specified parts could not be found. The part may not have been uploaded,"
                                    + " or the specified entity tag may not match the part's entity tag.")));
        }
        if (parts.isEmpty()) {
            throw S3Errors.invalidRequest("You must specify at least one part");
        }
        return parts;
    }

    private static void requireSizes(List<UploadStore.Part> parts) {
        boolean small = parts.subList(0, parts.size() - 1).stream()
                .anyMatch(part -> part.content().size() < SMALLEST_PART);
        if (small) {
            throw AwsError.of(
                    400, "EntityTooSmall", "Your proposed upload is smaller than the minimum allowed object size.");
        }
    }

    private ReceivedBody joined(List<UploadStore.Part> parts, EnumSet<ChecksumAlgorithm> algorithms)
            throws IOException {
        List<InputStream> streams = new ArrayList<>();
        for (UploadStore.Part part : parts) {
            streams.add(new LazyFileStream(part.file()));
        }
        try (InputStream all = new SequenceInputStream(Collections.enumeration(streams))) {
            return receiver.store(all, uploads.temporary(), algorithms);
        }
    }

    private static ObjectVersion content(
            ObjectNode upload, List<UploadStore.Part> parts, ReceivedBody body, Optional<ChecksumAlgorithm> algorithm) {
        ObjectNode attributes = Json.child(upload, "attributes").deepCopy();
        attributes.remove("checksumAlgorithm");
        ObjectNode document = ObjectVersion.of(body, attributes).document();
        ChecksumAlgorithm.Hasher md5 = new ChecksumAlgorithm.Cryptographic("MD5");
        for (UploadStore.Part part : parts) {
            byte[] digest = HexFormat.of().parseHex(part.content().etag().replace("\"", ""));
            md5.update(digest, digest.length);
        }
        document.put("etag", HexFormat.of().formatHex(md5.digest()) + "-" + parts.size());
        if (algorithm.isPresent() && document.path("checksumType").asText().equals("COMPOSITE")) {
            Json.child(document, "checksums")
                    .put(algorithm.get().lowerCase(), composite(parts, algorithm.get()) + "-" + parts.size());
        }
        return new ObjectVersion(document);
    }

    private static String composite(List<UploadStore.Part> parts, ChecksumAlgorithm algorithm) {
        ChecksumAlgorithm.Hasher hasher = algorithm.start();
        for (UploadStore.Part part : parts) {
            byte[] digest =
                    Base64.getDecoder().decode(part.content().checksums().getOrDefault(algorithm.lowerCase(), ""));
            hasher.update(digest, digest.length);
        }
        return hasher.base64();
    }

    private static void requireClaim(S3Request request, ObjectVersion content) {
        content.checksums().forEach((name, actual) -> {
            String claimed =
                    request.header(ChecksumAlgorithm.named(name).header()).orElse(actual);
            // The number of parts after the dash may be left out.
            if (!claimed.equals(actual) && !actual.startsWith(claimed + "-")) {
                throw S3Errors.badDigest(ChecksumAlgorithm.named(name).name());
            }
        });
    }
}
