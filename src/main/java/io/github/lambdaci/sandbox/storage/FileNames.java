package io.github.lambdaci.sandbox.storage;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** File names for things that callers name: short, legal everywhere, and different on file systems that ignore case. */
public final class FileNames {
    private static final int READABLE = 60;

    private FileNames() {}

    public static String of(String name) {
        String readable = name.replaceAll("[^A-Za-z0-9._-]+", "_").toLowerCase(Locale.ROOT);
        String start = readable.length() > READABLE ? readable.substring(0, READABLE) : readable;
        return start + "-" + digest(name).substring(0, 20);
    }

    /** The SHA-256 of the text, in hexadecimal. */
    public static String digest(String text) {
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    public static MessageDigest sha256() {
        return messageDigest("SHA-256");
    }

    public static MessageDigest messageDigest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
