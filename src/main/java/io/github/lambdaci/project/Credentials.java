package io.github.lambdaci.project;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Finds credentials in the settings and descriptors of package managers. */
public final class Credentials {
    /** {@code https://user:password@host}: RFC 3986, section 3.2.1. */
    private static final Pattern IN_URL = Pattern.compile("(?<=://)[^/@\\s\"']+@");

    /** {@code //registry/:_authToken=…} and its like: npm's documentation of {@code .npmrc}. */
    private static final Pattern IN_NPMRC = Pattern.compile(
            "(?im)^(\\s*(?:[^=\\s]*:)?(?:_auth|_authToken|_password|username|certfile|keyfile)\\s*=).*$");

    private Credentials() {}

    /** Whether a file is of a kind that can hold credentials. */
    static boolean mayBeIn(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".txt")
                || name.endsWith(".in")
                || name.endsWith(".json")
                || name.endsWith(".npmrc")
                || name.endsWith(".conf");
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
