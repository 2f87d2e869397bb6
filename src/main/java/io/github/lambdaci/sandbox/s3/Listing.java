package io.github.lambdaci.sandbox.s3;

import io.github.lambdaci.sandbox.http.Percent;
import io.github.lambdaci.sandbox.http.XmlWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A page of a listing: its entries, the prefixes that stand for many, and where the next page begins. */
record Listing(Query query, List<Entry> entries, Set<String> prefixes, Optional<Listing.Next> next) {
    private static final int MOST = 1000;

    /** One version of one key. */
    record Entry(String key, ObjectVersion version, boolean latest) {
        String versionId() {
            return version.versionId();
        }
    }

    /** The last thing on a page that is not the last page. */
    record Next(String key, String versionId) {}

    /** Which part of the bucket is listed. */
    record Query(String prefix, String delimiter, int most, Position position, boolean urlEncoded) {
        static Query of(S3Request request, Optional<String> after) {
            String keys = request.query("max-keys").orElse("" + MOST);
            if (!keys.matches("\\d{1,9}")) {
                throw S3Errors.invalidArgument("Provided max-keys not an integer or within integer range");
            }
            return new Query(
                    request.query("prefix").orElse(""),
                    request.query("delimiter").orElse(""),
                    Math.min(Integer.parseInt(keys), MOST),
                    new Position(
                            after.orElse(""), request.query("version-id-marker").orElse("")),
                    request.query("encoding-type").orElse("").equals("url"));
        }

        String after() {
            return position.key();
        }

        String afterVersion() {
            return position.versionId();
        }

        String encoded(String key) {
            return urlEncoded ? Percent.encode(key) : key;
        }

        /** The prefix that stands for the key, if the delimiter comes after the prefix that is asked for. */
        Optional<String> commonPrefix(String key) {
            int at = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
            return at < 0 ? Optional.empty() : Optional.of(key.substring(0, at + delimiter.length()));
        }
    }

    /** Where the page before this one ended. */
    record Position(String key, String versionId) {}

    static Listing of(List<Entry> sorted, Query query) {
        List<Entry> entries = new ArrayList<>();
        Set<String> prefixes = new LinkedHashSet<>();
        Next last = new Next("", "");
        for (Entry entry : remaining(sorted, query)) {
            Optional<String> common = query.commonPrefix(entry.key());
            if (common.isPresent() && (prefixes.contains(common.get()) || isBefore(common.get(), query))) {
                continue;
            }
            if (entries.size() + prefixes.size() >= query.most()) {
                boolean progress = query.most() > 0;
                return new Listing(query, entries, prefixes, progress ? Optional.of(last) : Optional.empty());
            }
            if (common.isPresent()) {
                prefixes.add(common.get());
                last = new Next(common.get(), "");
            } else {
                entries.add(entry);
                last = new Next(entry.key(), entry.versionId());
            }
        }
        return new Listing(query, entries, prefixes, Optional.empty());
    }

    // A page may have ended with a prefix: what it stands for has been told.
    private static boolean isBefore(String common, Query query) {
        return ObjectStore.KEY_ORDER.compare(common, query.after()) <= 0;
    }

    private static List<Entry> remaining(List<Entry> sorted, Query query) {
        List<Entry> remaining = new ArrayList<>();
        boolean pastVersion = false;
        for (Entry entry : sorted) {
            int order = ObjectStore.KEY_ORDER.compare(entry.key(), query.after());
            boolean sameKeyLater = order == 0 && pastVersion;
            pastVersion |= order == 0
                    && !query.afterVersion().isEmpty()
                    && entry.versionId().equals(query.afterVersion());
            if (entry.key().startsWith(query.prefix())
                    && (order > 0 || sameKeyLater || query.after().isEmpty())) {
                remaining.add(entry);
            }
        }
        return remaining;
    }

    void describe(XmlWriter body, String bucket) {
        body.element("Name", bucket)
                .element("Prefix", query.encoded(query.prefix()))
                .element("MaxKeys", query.most())
                .element("IsTruncated", next.isPresent());
        if (!query.delimiter().isEmpty()) {
            body.element("Delimiter", query.encoded(query.delimiter()));
        }
        if (query.urlEncoded()) {
            body.element("EncodingType", "url");
        }
    }

    void describePrefixes(XmlWriter body) {
        prefixes.forEach(prefix -> body.open("CommonPrefixes")
                .element("Prefix", query.encoded(prefix))
                .close());
    }
}
