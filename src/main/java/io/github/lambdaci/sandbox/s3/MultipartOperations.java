package io.github.lambdaci.sandbox.s3;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.sandbox.http.AwsError;
import io.github.lambdaci.sandbox.http.ByteRange;
import io.github.lambdaci.sandbox.http.Response;
import io.github.lambdaci.sandbox.http.XmlElement;
import io.github.lambdaci.sandbox.http.XmlWriter;
import io.github.lambdaci.sandbox.storage.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Uploads in parts. */
final class MultipartOperations {
    private static final int MOST_PARTS = 10_000;

    private final UploadStore uploads;
    private final ObjectReader reader;
    private final BodyReceiver receiver;
    private final CompleteUpload completion;

    MultipartOperations(UploadStore uploads, ObjectStore objects, ObjectReader reader, BodyReceiver receiver) {
        this.uploads = uploads;
        this.reader = reader;
        this.receiver = receiver;
        this.completion = new CompleteUpload(uploads, objects, receiver);
    }

    Response handle(S3Request request) throws IOException {
        return switch (request.http().method()) {
            case "POST" -> request.has("uploads") ? create(request) : complete(request);
            case "PUT" -> request.header("x-amz-copy-source").isPresent() ? copyPart(request) : addPart(request);
            case "GET" -> listParts(request);
            case "DELETE" -> abort(request);
            default -> throw AwsError.notImplemented(request.operation());
        };
    }

    private Response create(S3Request request) throws IOException {
        ObjectNode attributes = Attributes.of(request);
        Optional<ChecksumAlgorithm> algorithm =
                request.header("x-amz-checksum-algorithm").map(ChecksumAlgorithm::named);
        Optional<String> type = request.header("x-amz-checksum-type");
        algorithm.ifPresent(named -> attributes.put("checksumAlgorithm", named.lowerCase()));
        // CRC64NVME is only defined for whole objects, and is what an upload gets that names nothing.
        boolean whole = algorithm.orElse(ChecksumAlgorithm.CRC64NVME) == ChecksumAlgorithm.CRC64NVME;
        attributes.put("checksumType", type.orElse(whole ? "FULL_OBJECT" : "COMPOSITE"));
        if (attributes.path("checksumType").asText().equals("FULL_OBJECT")
                && !algorithm.orElse(ChecksumAlgorithm.CRC64NVME).isCyclic()) {
            throw S3Errors.invalidRequest("The FULL_OBJECT checksum type cannot be used with the "
                    + algorithm.orElseThrow() + " checksum algorithm.");
        }
        String id = uploads.create(request.bucket(), request.key(), attributes);
        XmlWriter body = XmlWriter.root("InitiateMultipartUploadResult", S3Api.NAMESPACE)
                .element("Bucket", request.bucket())
                .element("Key", request.key())
                .element("UploadId", id);
        Response response = Response.xml(200, body)
                .with("x-amz-checksum-type", attributes.path("checksumType").asText());
        return algorithm
                .map(named -> response.with("x-amz-checksum-algorithm", named.name()))
                .orElse(response);
    }

    private Response addPart(S3Request request) throws IOException {
        Set<ChecksumAlgorithm> algorithms = algorithms(uploads.get(request));
        ReceivedBody body = receiver.receive(request.http(), algorithms);
        try {
            ObjectVersion part = uploads.addPart(uploadId(request), number(request), body);
            Response response = Response.of(200).with("ETag", part.etag());
            return Attributes.checksums(response, part);
        } finally {
            Files.deleteIfExists(body.file());
        }
    }

    private Response copyPart(S3Request request) throws IOException {
        Set<ChecksumAlgorithm> algorithms = algorithms(uploads.get(request));
        CopySource source = CopySource.of(request);
        S3Request original = new S3Request(request.http(), source.bucket(), source.key());
        ObjectReader.Opened opened = reader.open(original, source.versionId());
        try (InputStream in = Channels.newInputStream(opened.content())) {
            Conditions.checkSource(request, opened.version());
            long size = opened.version().size();
            ByteRange range = request.header("x-amz-copy-source-range")
                    .flatMap(header -> ByteRange.parse(header, size))
                    .orElse(new ByteRange(0, size));
            opened.content().position(range.first());
            ReceivedBody body =
                    receiver.store(new BoundedInputStream(in, range.length()), uploads.temporary(), algorithms);
            ObjectVersion part = uploads.addPart(uploadId(request), number(request), body);
            XmlWriter answer = XmlWriter.root("CopyPartResult", S3Api.NAMESPACE)
                    .element("LastModified", part.isoDate())
                    .element("ETag", part.etag());
            return Response.xml(200, answer);
        }
    }

    private static Set<ChecksumAlgorithm> algorithms(ObjectNode upload) {
        Set<ChecksumAlgorithm> algorithms = EnumSet.noneOf(ChecksumAlgorithm.class);
        Json.text(upload.path("attributes"), "checksumAlgorithm")
                .ifPresent(name -> algorithms.add(ChecksumAlgorithm.named(name)));
        return algorithms;
    }

    private Response complete(S3Request request) throws IOException {
        ObjectNode upload = uploads.get(request);
        XmlElement wanted = XmlElement.read(request.http().body());
        ObjectVersion version = completion.complete(request, upload, wanted);
        XmlWriter body = XmlWriter.root("CompleteMultipartUploadResult", S3Api.NAMESPACE)
                .element("Location", request.http().origin() + request.http().rawPath())
                .element("Bucket", request.bucket())
                .element("Key", request.key())
                .element("ETag", version.etag());
        version.checksums()
                .forEach((name, value) ->
                        body.element(ChecksumAlgorithm.named(name).element(), value));
        body.element("ChecksumType", version.checksumType());
        return Attributes.identify(Response.xml(200, body), version);
    }

    private Response listParts(S3Request request) throws IOException {
        ObjectNode upload = uploads.get(request);
        XmlWriter body = XmlWriter.root("ListPartsResult", S3Api.NAMESPACE)
                .element("Bucket", request.bucket())
                .element("Key", request.key())
                .element("UploadId", uploadId(request))
                .element("StorageClass", "STANDARD")
                .element("MaxParts", MOST_PARTS)
                .element("IsTruncated", false);
        Json.text(upload.path("attributes"), "checksumAlgorithm")
                .ifPresent(name -> body.element("ChecksumAlgorithm", ChecksumAlgorithm.named(name)));
        for (UploadStore.Part part : uploads.parts(uploadId(request))) {
            body.open("Part")
                    .element("PartNumber", part.number())
                    .element("LastModified", part.content().isoDate())
                    .element("ETag", part.content().etag())
                    .element("Size", part.content().size())
                    .close();
        }
        return Response.xml(200, body);
    }

    Response listUploads(S3Request request) throws IOException {
        XmlWriter body = XmlWriter.root("ListMultipartUploadsResult", S3Api.NAMESPACE)
                .element("Bucket", request.bucket())
                .element("IsTruncated", false);
        for (ObjectNode upload : uploads.all(request.bucket())) {
            body.open("Upload")
                    .element("Key", upload.path("key").asText())
                    .element("UploadId", upload.path("uploadId").asText())
                    .element("StorageClass", "STANDARD")
                    .element("Initiated", upload.path("initiated").asText())
                    .close();
        }
        return Response.xml(200, body);
    }

    private Response abort(S3Request request) throws IOException {
        ObjectNode unused = uploads.get(request);
        uploads.remove(uploadId(request));
        return Response.of(204);
    }

    private static String uploadId(S3Request request) {
        return request.query("uploadId").orElse("");
    }

    private static int number(S3Request request) {
        String number = request.query("partNumber").orElse("");
        if (!number.matches("\\d{1,5}") || Integer.parseInt(number) < 1 || Integer.parseInt(number) > MOST_PARTS) {
            throw S3Errors.invalidArgument("Part number must be an integer between 1 and 10000, inclusive");
        }
        return Integer.parseInt(number);
    }
}
