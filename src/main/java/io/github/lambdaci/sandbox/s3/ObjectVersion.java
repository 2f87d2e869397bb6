package io.github.lambdaci.sandbox.s3;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.sandbox.storage.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/** One version of an object, or a delete marker: everything that S3 knows of it but its bytes. */
public record ObjectVersion(ObjectNode document) {
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    /** The id of the version that a bucket without versions keeps. */
    static final String UNVERSIONED = "null";

    static ObjectVersion of(ReceivedBody body, ObjectNode attributes) {
        ObjectNode document = attributes.deepCopy();
        document.put("size", body.size()).put("etag", body.md5()).put("sha256", body.sha256());
        document.set("checksums", Json.of(body.checksums()));
        return new ObjectVersion(document);
    }

    static ObjectVersion deleteMarker() {
        return new ObjectVersion(Json.object().put("deleteMarker", true));
    }

    /** The same content with other attributes, as a copy that replaces them has. */
    ObjectVersion withAttributes(ObjectNode attributes) {
        ObjectNode copy = document.deepCopy();
        copy.remove(java.util.List.of("headers", "metadata", "tags"));
        copy.setAll(attributes);
        return new ObjectVersion(copy);
    }

    /** The same content as a version of its own. */
    ObjectVersion stored(String versionId, String blob, Instant modified) {
        ObjectNode copy = document.deepCopy();
        copy.put("versionId", versionId).put("blob", blob).put("modified", modified.toString());
        return new ObjectVersion(copy);
    }

    public String versionId() {
        return document.path("versionId").asText();
    }

    boolean isDeleteMarker() {
        return document.path("deleteMarker").asBoolean();
    }

    public long size() {
        return document.path("size").asLong();
    }

    /** The entity tag in quotation marks. */
    String etag() {
        return '"' + document.path("etag").asText() + '"';
    }

    /** The SHA-256 of the bytes in hexadecimal, whatever checksums the caller asked for. */
    public String sha256() {
        return document.path("sha256").asText();
    }

    String blob() {
        return document.path("blob").asText();
    }

    Instant modified() {
        return Instant.parse(document.path("modified").asText());
    }

    String httpDate() {
        return HTTP_DATE.format(modified());
    }

    /** The time with milliseconds, as listings have it. */
    String isoDate() {
        return isoDate(modified());
    }

    static String isoDate(Instant time) {
        return DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ENGLISH)
                .withZone(ZoneOffset.UTC)
                .format(time);
    }

    Map<String, String> headers() {
        return Json.strings(document.path("headers"));
    }

    Map<String, String> metadata() {
        return Json.strings(document.path("metadata"));
    }

    Map<String, String> tags() {
        return Json.strings(document.path("tags"));
    }

    /** The checksums in Base64 by the algorithms' names in lower case. */
    Map<String, String> checksums() {
        return Json.strings(document.path("checksums"));
    }

    String checksumType() {
        return Json.text(document, "checksumType").orElse("FULL_OBJECT");
    }

    String storageClass() {
        return headers().getOrDefault("x-amz-storage-class", "STANDARD");
    }
}
