package io.github.lambdaci.sandbox.s3;

import io.github.lambdaci.sandbox.http.Percent;
import io.github.lambdaci.sandbox.http.Request;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** A request with the bucket and the key of its path; either is empty where the path has none. */
record S3Request(Request http, String bucket, String key) {
    static S3Request of(Request request) {
        String path = request.rawPath().substring(1);
        int slash = path.indexOf('/');
        String bucket = slash < 0 ? path : path.substring(0, slash);
        String key = slash < 0 ? "" : path.substring(slash + 1);
        return new S3Request(request, Percent.decode(bucket), Percent.decode(key));
    }

    Optional<String> header(String name) {
        return http.header(name);
    }

    Optional<String> query(String name) {
        return http.query(name);
    }

    boolean has(String query) {
        return http.hasQuery(query);
    }

    Optional<String> versionId() {
        return http.query("versionId");
    }

    /** The method and the parameters that choose an operation, for example {@code GET ?acl}. */
    String operation() {
        TreeSet<String> chosen = new TreeSet<>();
        for (Map.Entry<String, String> parameter : http.query().entrySet()) {
            if (parameter.getValue().isEmpty()) {
                chosen.add(parameter.getKey());
            }
        }
        String where = bucket.isEmpty() ? "" : key.isEmpty() ? " bucket" : " object";
        return "S3 " + http.method() + where + (chosen.isEmpty() ? "" : " ?" + String.join("&", chosen));
    }
}
