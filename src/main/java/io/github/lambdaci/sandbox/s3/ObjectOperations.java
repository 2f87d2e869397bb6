package io.github.lambdaci.sandbox.s3;

import io.github.lambdaci.sandbox.http.ByteRange;
import io.github.lambdaci.sandbox.http.Response;
import io.github.lambdaci.sandbox.http.XmlWriter;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Stores and reads single objects. */
final class ObjectOperations {
    private final ObjectStore objects;
    private final ObjectReader reader;
    private final BodyReceiver receiver;

    ObjectOperations(ObjectStore objects, ObjectReader reader, BodyReceiver receiver) {
        this.objects = objects;
        this.reader = reader;
        this.receiver = receiver;
    }

    ObjectStore store() {
        return objects;
    }

    Response put(S3Request request) throws IOException {
        ReceivedBody body = receiver.receive(request.http());
        try {
            ObjectVersion content = ObjectVersion.of(body, Attributes.of(request));
            ObjectVersion version =
                    objects.put(request.bucket(), request.key(), body.file(), content, Conditions.forWrite(request));
            return Attributes.checksums(Attributes.identify(Response.of(200), version), version);
        } finally {
            Files.deleteIfExists(body.file());
        }
    }

    Response head(S3Request request) throws IOException {
        ObjectVersion version = reader.find(request.bucket(), request.key(), request.versionId());
        Conditions.checkRead(request, version);
        boolean checksums = request.header("x-amz-checksum-mode").isPresent();
        Optional<ByteRange> range = request.header("range").flatMap(header -> ByteRange.parse(header, version.size()));
        return described(request, version, range, checksums).stream(
                java.io.InputStream.nullInputStream(),
                range.map(ByteRange::length).orElse(version.size()));
    }

    Response get(S3Request request) throws IOException {
        ObjectReader.Opened opened = reader.open(request);
        try {
            return get(request, opened.version(), opened.content());
        } catch (IOException | RuntimeException refused) {
            opened.content().close();
            throw refused;
        }
    }

    private Response get(S3Request request, ObjectVersion version, FileChannel content) throws IOException {
        Conditions.checkRead(request, version);
        Optional<ByteRange> range = request.header("range").flatMap(header -> ByteRange.parse(header, version.size()));
        // The checksum is the whole object's, so a caller would find that a part of it is damaged.
        boolean checksums = request.header("x-amz-checksum-mode").isPresent() && range.isEmpty();
        FileChannel positioned = content.position(range.map(ByteRange::first).orElse(0L));
        return described(request, version, range, checksums).stream(
                Channels.newInputStream(positioned),
                range.map(ByteRange::length).orElse(version.size()));
    }

    private static Response described(
            S3Request request, ObjectVersion version, Optional<ByteRange> range, boolean checksums) {
        Response response = Attributes.describe(Response.of(range.isPresent() ? 206 : 200), version, checksums);
        for (Map.Entry<String, String> parameter : request.http().query().entrySet()) {
            if (parameter.getKey().startsWith("response-")) {
                String header = parameter.getKey().substring("response-".length());
                response = response.with(header.toLowerCase(Locale.ROOT), parameter.getValue());
            }
        }
        return range.isPresent() ? response.with("Content-Range", range.get().contentRange(version.size())) : response;
    }

    Response attributes(S3Request request) throws IOException {
        ObjectVersion version = reader.find(request.bucket(), request.key(), request.versionId());
        XmlWriter body = XmlWriter.root("GetObjectAttributesResponse", S3Api.NAMESPACE);
        String wanted = request.header("x-amz-object-attributes").orElse("");
        if (wanted.contains("ETag")) {
            body.element("ETag", version.etag().replace("\"", ""));
        }
        if (wanted.contains("Checksum")) {
            body.open("Checksum");
            version.checksums()
                    .forEach((name, value) ->
                            body.element(ChecksumAlgorithm.named(name).element(), value));
            body.element("ChecksumType", version.checksumType()).close();
        }
        if (wanted.contains("StorageClass")) {
            body.element("StorageClass", version.storageClass());
        }
        if (wanted.contains("ObjectSize")) {
            body.element("ObjectSize", version.size());
        }
        return Attributes.identify(Response.xml(200, body), version).with("Last-Modified", version.httpDate());
    }
}
