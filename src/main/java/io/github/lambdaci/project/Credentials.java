package io.github.lambdaci.project;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Finds credentials in the settings and descriptors of package managers. */
public final class Credentials {
    /** {@code https://user:password@host}: RFC 3986, section 3.2.1; up to the last {@code @}, as people write it. */
    private static final Pattern IN_URL = Pattern.compile("(?<=://)[^/\\s\"']+@");

    /** {@code //registry/:_authToken=…} and its like: npm's documentation of {@code .npmrc}; {@code ==} is pip's. */
    private static final Pattern IN_NPMRC = Pattern.compile(
            "(?im)^(\\s*(?:[^=\\s]*:)?(?:_auth|_authToken|_password|username|certfile|keyfile)\\s*=)(?!=).*$");

    private static final List<String> KINDS =
            List.of(".txt", ".in", ".json", ".npmrc", ".conf", ".cfg", ".ini", ".toml", ".lock", ".pip", ".reqs");

    private Credentials() {}

    /** Whether a file is of a kind that can hold credentials; in source code, an address is part of the program. */
    static boolean mayBeIn(Path file) {
        String name = file.getFileName().toString();
        return name.indexOf('.') < 0 || KINDS.stream().anyMatch(name::endsWith);
    }

    static byte[] redact(byte[] content) {
        return redact(new String(content, StandardCharsets.ISO_8859_1)).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A text without the credentials in it; everything else stays as it is. */
    public static String redact(String text) {
        String withoutSettings = IN_NPMRC.matcher(text).replaceAll("$1***");
        return IN_URL.matcher(withoutSettings).replaceAll("***@");
    }
}
