package io.github.lambdaci.build;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds secrets in the files and variables of package managers, so that output can be shown without them. */
final class SecretValues {
    private static final Pattern IN_URL = Pattern.compile("://(?:[^/@\\s:]*:)?([^/\\s]+)@");

    /** In what is written by name and value, and in {@code .netrc}, XML and keys. */
    private static final List<Pattern> IN_FILES = List.of(
            IN_URL,
            Pattern.compile("\\b(?:password|account)\\s+(\\S+)"),
            Pattern.compile(
                    "(?im)^[^#;\\n]*?(?:token|passw(?:or)?d|passphrase|secret|_auth|api_?key)[\\w.-]*[\"']?\\s*[=:]"
                            + "\\s*[\"']?([^\"'\\s]+)"),
            Pattern.compile("(?i)<(?:password|passphrase|privateKey|value|token)>\\s*([^<\\s]+)\\s*</"),
            Pattern.compile("(?m)^([A-Za-z0-9+/=]{32,})$"));

    /** Shorter words of a file of an unknown form would make the output unreadable. */
    private static final int WORD = 8;

    private SecretValues() {}

    /** The value itself, line by line, and the password of an address in it. */
    static Set<String> inVariable(String value) {
        Set<String> found = new LinkedHashSet<>();
        value.lines().map(String::strip).forEach(found::add);
        addAll(found, IN_URL, value);
        return found;
    }

    /** Every longer word, where nothing in a file is known to be a secret. */
    static Set<String> inFile(String text) {
        Set<String> found = new LinkedHashSet<>();
        IN_FILES.forEach(pattern -> addAll(found, pattern, text));
        if (found.isEmpty()) {
            Arrays.stream(text.split("[\\s\"'=,;]+"))
                    .filter(word -> word.length() >= WORD)
                    .forEach(found::add);
        }
        Set<String> all = new LinkedHashSet<>(found);
        found.forEach(secret -> addDecoded(all, secret));
        return all;
    }

    private static void addAll(Set<String> found, Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
    }

    /** npm writes {@code _password}, and {@code user:password} as {@code _auth}, in Base64. */
    private static void addDecoded(Set<String> all, String secret) {
        try {
            String decoded = new String(Base64.getDecoder().decode(secret), StandardCharsets.UTF_8);
            if (decoded.chars().allMatch(c -> c >= ' ' && c < 127)) {
                all.add(decoded);
                all.add(decoded.substring(decoded.indexOf(':') + 1));
            }
        } catch (IllegalArgumentException e) {
            // It is what it looks like.
        }
    }
}
