package io.github.lambdaci.sandbox.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Percent-encoding as AWS does it: a plus sign is a plus sign in paths, a space only in query strings. */
public final class Percent {
    private static final String UNRESERVED = "-_.~";

    private Percent() {}

    /** Decodes {@code %xx} and leaves everything else, plus signs too. */
    public static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(raw.length);
        for (int at = 0; at < raw.length; at++) {
            if (raw[at] == '%' && isHex(raw, at + 1) && isHex(raw, at + 2)) {
                decoded.write(HexFormat.fromHexDigits(new String(raw, at + 1, 2, StandardCharsets.US_ASCII)));
                at += 2;
            } else {
                decoded.write(raw[at]);
            }
        }
        return decoded.toString(StandardCharsets.UTF_8);
    }

    /** Decodes a part of a query string or of a form, where a plus sign means a space. */
    public static String decodeQuery(String text) {
        return decode(text.replace('+', ' '));
    }

    /** Encodes everything but letters, digits, {@code -_.~} and slashes. */
    public static String encode(String text) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (octet & 0xff);
            if (isPlain(character)) {
                encoded.append(character);
            } else {
                encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(octet));
            }
        }
        return encoded.toString();
    }

    private static boolean isPlain(char character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9')
                || character == '/'
                || UNRESERVED.indexOf(character) >= 0;
    }

    private static boolean isHex(byte[] raw, int at) {
        return at < raw.length && HexFormat.isHexDigit(raw[at]);
    }
}
