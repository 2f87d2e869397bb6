package io.github.lambdaci.sandbox.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** A request as the services see it: decoded, with the region that its signature names. */
public final class Request {
    /** The region of requests that name none. */
    public static final String DEFAULT_REGION = "us-east-1";

    private final String method;
    private final String rawPath;
    private final String rawQuery;
    private final Map<String, String> query;
    private final Map<String, String> headers;
    private final InputStream body;
    private final Optional<CredentialScope> scope;
    private final String id = UUID.randomUUID().toString();

    private Request(String method, String rawPath, String rawQuery, Map<String, String> headers, InputStream body) {
        this.method = method;
        this.rawPath = rawPath;
        this.rawQuery = rawQuery;
        this.query = parameters(rawQuery);
        this.headers = headers;
        this.body = body;
        this.scope = CredentialScope.of(header("authorization"), query("X-Amz-Credential"));
    }

    public static Request of(HttpExchange exchange) {
        Map<String, String> headers = new TreeMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
        String rawQuery = exchange.getRequestURI().getRawQuery();
        return new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath(),
                rawQuery == null ? "" : rawQuery,
                headers,
                exchange.getRequestBody());
    }

    /** The parameters of a query string or of a form body; a name without a value has an empty one. */
    public static Map<String, String> parameters(String text) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String part : text.split("&", -1)) {
            int equals = part.indexOf('=');
            String name = equals < 0 ? part : part.substring(0, equals);
            if (!name.isEmpty()) {
                parameters.put(
                        Percent.decodeQuery(name), equals < 0 ? "" : Percent.decodeQuery(part.substring(equals + 1)));
            }
        }
        return parameters;
    }

    public String method() {
        return method;
    }

    /** The path as it was sent, still percent-encoded. */
    public String rawPath() {
        return rawPath;
    }

    /** The decoded parts between the path's slashes; an encoded slash does not divide. */
    public List<String> segments() {
        List<String> segments = new ArrayList<>();
        for (String segment : rawPath.substring(1).split("/", -1)) {
            segments.add(Percent.decode(segment));
        }
        return segments;
    }

    public Optional<String> query(String name) {
        return Optional.ofNullable(query.get(name));
    }

    /** All values of a parameter that may be repeated. */
    public List<String> queryAll(String name) {
        List<String> values = new ArrayList<>();
        for (String part : rawQuery.split("&", -1)) {
            Map<String, String> one = parameters(part);
            if (one.containsKey(name)) {
                values.add(one.getOrDefault(name, ""));
            }
        }
        return values;
    }

    public boolean hasQuery(String name) {
        return query.containsKey(name);
    }

    public Map<String, String> query() {
        return query;
    }

    public Optional<String> header(String lowerCaseName) {
        return Optional.ofNullable(headers.get(lowerCaseName));
    }

    /** All headers, by their names in lower case. */
    public Map<String, String> headers() {
        return headers;
    }

    public InputStream body() {
        return body;
    }

    public String id() {
        return id;
    }

    public Optional<CredentialScope> scope() {
        return scope;
    }

    public String region() {
        return scope.map(CredentialScope::region).orElse(DEFAULT_REGION);
    }

    /** Where this server is, in the caller's own words. */
    public String origin() {
        return "http://" + header("host").orElse("127.0.0.1");
    }

    /** Reads what is left of the body: a client that is still sending would miss an early answer. */
    public void drain() {
        try {
            body.transferTo(java.io.OutputStream.nullOutputStream());
        } catch (IOException gone) {
            // The caller hung up, so there is nothing left to read and nobody to tell.
            return;
        }
    }
}
