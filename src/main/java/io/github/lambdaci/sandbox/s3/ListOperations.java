package io.github.lambdaci.sandbox.s3;

import io.github.lambdaci.sandbox.http.Response;
import io.github.lambdaci.sandbox.http.XmlWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Lists the objects of a bucket, or all their versions, page by page. */
final class ListOperations {
    private final ObjectStore objects;
    private final boolean callerMayList;

    ListOperations(ObjectStore objects, boolean callerMayList) {
        this.objects = objects;
        this.callerMayList = callerMayList;
    }

    Response objects(S3Request request) throws IOException {
        Listing.Query query = Listing.Query.of(request, start(request));
        List<Listing.Entry> entries = new ArrayList<>();
        for (KeyDocument document : keys(request)) {
            document.latest()
                    .filter(version -> !version.isDeleteMarker())
                    .ifPresent(version -> entries.add(new Listing.Entry(document.key(), version, true)));
        }
        Listing page = Listing.of(entries, query);
        boolean second = request.query("list-type").orElse("1").equals("2");
        XmlWriter body = XmlWriter.root("ListBucketResult", S3Api.NAMESPACE);
        page.describe(body, request.bucket());
        if (second) {
            describeSecond(body, request, page);
        } else {
            body.element("Marker", query.encoded(query.after()));
            page.next().ifPresent(entry -> body.element("NextMarker", query.encoded(entry.key())));
        }
        page.entries().forEach(entry -> describe(body.open("Contents"), entry, query));
        page.describePrefixes(body);
        return Response.xml(200, body);
    }

    private static void describeSecond(XmlWriter body, S3Request request, Listing page) {
        body.element("KeyCount", page.entries().size() + page.prefixes().size());
        request.query("continuation-token").ifPresent(token -> body.element("ContinuationToken", token));
        request.query("start-after")
                .ifPresent(key -> body.element("StartAfter", page.query().encoded(key)));
        page.next().ifPresent(entry -> body.element("NextContinuationToken", token(entry.key())));
    }

    Response versions(S3Request request) throws IOException {
        Listing.Query query = Listing.Query.of(request, request.query("key-marker"));
        List<Listing.Entry> entries = new ArrayList<>();
        for (KeyDocument document : keys(request)) {
            for (ObjectVersion version : document.versions()) {
                boolean latest = version.equals(document.versions().get(0));
                entries.add(new Listing.Entry(document.key(), version, latest));
            }
        }
        Listing page = Listing.of(entries, query);
        XmlWriter body = XmlWriter.root("ListVersionsResult", S3Api.NAMESPACE);
        page.describe(body, request.bucket());
        body.element("KeyMarker", query.encoded(query.after()));
        body.element("VersionIdMarker", query.afterVersion());
        page.next()
                .ifPresent(entry -> body.element("NextKeyMarker", query.encoded(entry.key()))
                        .element("NextVersionIdMarker", entry.versionId()));
        for (Listing.Entry entry : page.entries()) {
            boolean marker = entry.version().isDeleteMarker();
            body.open(marker ? "DeleteMarker" : "Version")
                    .element("VersionId", entry.versionId())
                    .element("IsLatest", entry.latest());
            describe(body, entry, query);
        }
        page.describePrefixes(body);
        return Response.xml(200, body);
    }

    private List<KeyDocument> keys(S3Request request) throws IOException {
        if (!callerMayList) {
            throw S3Errors.accessDenied();
        }
        return objects.all(request.bucket());
    }

    private static void describe(XmlWriter body, Listing.Entry entry, Listing.Query query) {
        ObjectVersion version = entry.version();
        body.element("Key", query.encoded(entry.key())).element("LastModified", version.isoDate());
        if (!version.isDeleteMarker()) {
            body.element("ETag", version.etag())
                    .element("Size", version.size())
                    .element("StorageClass", version.storageClass());
            version.checksums()
                    .keySet()
                    .forEach(name -> body.element(
                            "ChecksumAlgorithm", ChecksumAlgorithm.named(name).name()));
        }
        body.close();
    }

    private static Optional<String> start(S3Request request) {
        Optional<String> token = request.query("continuation-token");
        return token.isPresent()
                ? Optional.of(key(token.get()))
                : request.query("start-after").or(() -> request.query("marker"));
    }

    private static String token(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    private static String key(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notAToken) {
            throw S3Errors.invalidArgument("The continuation token provided is incorrect");
        }
    }
}
