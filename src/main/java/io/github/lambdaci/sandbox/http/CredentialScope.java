package io.github.lambdaci.sandbox.http;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whom a request's signature names, and for which region and service; the signature itself is not checked. */
public record CredentialScope(String accessKey, String region, String service) {
    private static final Pattern IN_HEADER = Pattern.compile("Credential=([^,\\s]+)");

    /** Reads the scope from an {@code Authorization} header, or else from the parameter of a presigned URL. */
    static Optional<CredentialScope> of(Optional<String> authorization, Optional<String> presigned) {
        return authorization
                .map(IN_HEADER::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .or(() -> presigned)
                .flatMap(CredentialScope::parse);
    }

    private static Optional<CredentialScope> parse(String credential) {
        List<String> parts = List.of(credential.split("/", -1));
        // An access key may hold slashes; the four parts after it may not.
        int end = parts.size();
        if (end < 5) {
            return Optional.empty();
        }
        String key = String.join("/", parts.subList(0, end - 4));
        return Optional.of(new CredentialScope(key, parts.get(end - 3), parts.get(end - 2)));
    }
}
