package io.github.lambdaci.artifact;

import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A SHA-256 hash.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record Sha256(String hex) {
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

    /** Checks the form. */
    public Sha256 {
        if (!HEX.matcher(hex).matches()) {
            throw new IllegalArgumentException("'" + hex + "' is not a SHA-256 in hexadecimal digits");
        }
    }

    /** The hash of some bytes. */
    public static Sha256 of(byte[] content) {
        return ofBytes(newDigest().digest(content));
    }

    /** The hash of a file's content. */
    public static Sha256 of(Path file) throws IOException {
        return new FileHash().of(file);
    }

    /** The hash that a digest has arrived at; the digest starts anew. */
    public static Sha256 of(MessageDigest digest) {
        return ofBytes(digest.digest());
    }

    /** Reads hexadecimal digits of somebody else's; nothing if they are no hash. */
    public static Optional<Sha256> ifValid(String hex) {
        return HEX.matcher(hex).matches() ? Optional.of(new Sha256(hex)) : Optional.empty();
    }

    /** Reads the form that Lambda ({@code CodeSha256}) and S3 ({@code ChecksumSHA256}) use. */
    public static Sha256 ofBase64(String base64) {
        return ofBytes(Base64.getDecoder().decode(base64));
    }

    private static Sha256 ofBytes(byte[] hash) {
        return new Sha256(HexFormat.of().formatHex(hash));
    }

    /** A digest for content that arrives in pieces. */
    public static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The form that Lambda and S3 use. */
    public String base64() {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
    }

    /** The first digits, enough for a person to tell two apart. */
    public String abbreviated() {
        return hex.substring(0, 12);
    }

    // Written out, as what Java writes for records takes 15 milliseconds to link when it is first called.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Sha256 hash && hex.equals(hash.hex);
    }

    @Override
    public int hashCode() {
        return hex.hashCode();
    }

    @Override
    public String toString() {
        return hex;
    }
}
