package io.github.lambdaci.sandbox.s3;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.sandbox.http.AwsError;
import io.github.lambdaci.sandbox.http.Response;
import io.github.lambdaci.sandbox.http.XmlElement;
import io.github.lambdaci.sandbox.http.XmlWriter;
import io.github.lambdaci.sandbox.storage.Json;
import io.github.lambdaci.sandbox.storage.StateDirectory;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The tags of objects. */
final class TaggingOperations {
    private final StateDirectory state;
    private final ObjectStore objects;
    private final ObjectReader reader;

    TaggingOperations(StateDirectory state, ObjectStore objects, ObjectReader reader) {
        this.state = state;
        this.objects = objects;
        this.reader = reader;
    }

    Response handle(S3Request request) throws IOException {
        return switch (request.http().method()) {
            case "GET" -> get(request);
            case "PUT" -> put(request, read(request), 200);
            case "DELETE" -> put(request, Map.of(), 204);
            default -> throw AwsError.notImplemented(request.operation());
        };
    }

    private Response get(S3Request request) throws IOException {
        ObjectVersion version = reader.find(request.bucket(), request.key(), request.versionId());
        XmlWriter body = XmlWriter.root("Tagging", S3Api.NAMESPACE).open("TagSet");
        version.tags()
                .forEach((key, value) -> body.open("Tag")
                        .element("Key", key)
                        .element("Value", value)
                        .close());
        return Response.xml(200, body);
    }

    private static Map<String, String> read(S3Request request) {
        Map<String, String> tags = new LinkedHashMap<>();
        XmlElement.read(request.http().body())
                .first("TagSet")
                .ifPresent(set -> set.all("Tag")
                        .forEach(tag -> tags.put(
                                tag.value("Key").orElse(""), tag.value("Value").orElse(""))));
        return tags;
    }

    private Response put(S3Request request, Map<String, String> tags, int status) throws IOException {
        return state.exclusively(() -> {
            ObjectVersion version = reader.find(request.bucket(), request.key(), request.versionId());
            ObjectNode document = version.document().deepCopy();
            document.set("tags", Json.of(tags));
            objects.update(request.bucket(), request.key(), new ObjectVersion(document));
            return Response.of(status);
        });
    }
}
