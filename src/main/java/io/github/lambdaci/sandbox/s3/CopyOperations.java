package io.github.lambdaci.sandbox.s3;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.sandbox.http.Response;
import io.github.lambdaci.sandbox.http.XmlWriter;
import io.github.lambdaci.sandbox.storage.Json;
import io.github.lambdaci.sandbox.storage.StateDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;

/** Copies objects on the server: the copy shares the original's bytes, which never change. */
final class CopyOperations {
    private final StateDirectory state;
    private final ObjectStore objects;
    private final ObjectReader reader;
    private final BodyReceiver receiver;

    CopyOperations(StateDirectory state, ObjectStore objects, ObjectReader reader, BodyReceiver receiver) {
        this.state = state;
        this.objects = objects;
        this.reader = reader;
        this.receiver = receiver;
    }

    Response copy(S3Request request) throws IOException {
        CopySource source = CopySource.of(request);
        boolean replace = replaces(request, "x-amz-metadata-directive");
        requireChange(request, source, replace);
        // The original must not go away between being found and being linked.
        return state.exclusively(() -> {
            ObjectVersion original = reader.find(source.bucket(), source.key(), source.versionId());
            Conditions.checkSource(request, original);
            Path complete = state.temporary();
            state.link(objects.blob(source.bucket(), original), complete);
            try {
                ObjectVersion content = rehashed(request, complete, attributed(request, original, replace));
                ObjectVersion copy =
                        objects.put(request.bucket(), request.key(), complete, content, Conditions.forWrite(request));
                return answer(copy, original);
            } finally {
                Files.deleteIfExists(complete);
            }
        });
    }

    private static void requireChange(S3Request request, CopySource source, boolean replace) {
        boolean itself = source.bucket().equals(request.bucket())
                && source.key().equals(request.key())
                && source.versionId().isEmpty();
        boolean otherwise = request.header("x-amz-storage-class").isPresent()
                || request.header("x-amz-server-side-encryption").isPresent()
                || request.header("x-amz-checksum-algorithm").isPresent();
        if (itself && !replace && !otherwise) {
            throw S3Errors.invalidRequest(
                    "This copy request is illegal because it is trying to copy an object to itself without changing the"
                            + " object's metadata, storage class, website redirect location or encryption attributes.");
        }
    }

    private static boolean replaces(S3Request request, String directive) {
        String value = request.header(directive).orElse("COPY");
        if (!value.equals("COPY") && !value.equals("REPLACE")) {
            throw S3Errors.invalidArgument("Unknown metadata directive.");
        }
        return value.equals("REPLACE");
    }

    private static ObjectVersion attributed(S3Request request, ObjectVersion original, boolean replace) {
        ObjectNode attributes = Attributes.of(request);
        if (!replace) {
            ObjectNode headers = Json.of(original.headers());
            headers.remove("x-amz-storage-class");
            request.header("x-amz-storage-class").ifPresent(value -> headers.put("x-amz-storage-class", value));
            attributes.set("headers", headers);
            attributes.set("metadata", Json.of(original.metadata()));
        }
        if (!replaces(request, "x-amz-tagging-directive")) {
            attributes.set("tags", Json.of(original.tags()));
        }
        return original.withAttributes(attributes);
    }

    /** Keeps the original's checksum, unless another is asked for or the original's is one of parts. */
    private ObjectVersion rehashed(S3Request request, Path file, ObjectVersion content) throws IOException {
        Optional<String> wanted = request.header("x-amz-checksum-algorithm");
        boolean composite = content.checksumType().equals("COMPOSITE");
        if (wanted.isEmpty() && !composite) {
            return content;
        }
        EnumSet<ChecksumAlgorithm> algorithms = EnumSet.noneOf(ChecksumAlgorithm.class);
        wanted.or(() -> content.checksums().keySet().stream().findFirst())
                .ifPresent(name -> algorithms.add(ChecksumAlgorithm.named(name)));
        Path unneeded = state.temporary();
        try (InputStream in = Files.newInputStream(file)) {
            ReceivedBody hashed = receiver.store(in, unneeded, algorithms);
            ObjectNode document = content.document().deepCopy();
            document.remove("checksumType");
            return ObjectVersion.of(hashed, document);
        } finally {
            Files.deleteIfExists(unneeded);
        }
    }

    private static Response answer(ObjectVersion copy, ObjectVersion original) {
        XmlWriter body = XmlWriter.root("CopyObjectResult", S3Api.NAMESPACE)
                .element("LastModified", copy.isoDate())
                .element("ETag", copy.etag());
        copy.checksums()
                .forEach((name, value) ->
                        body.element(ChecksumAlgorithm.named(name).element(), value));
        body.element("ChecksumType", copy.checksumType());
        Response response = Attributes.identify(Response.xml(200, body), copy);
        return original.versionId().equals(ObjectVersion.UNVERSIONED)
                ? response
                : response.with("x-amz-copy-source-version-id", original.versionId());
    }
}
