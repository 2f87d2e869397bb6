package io.github.lambdaci.sandbox.s3;

import io.github.lambdaci.sandbox.http.AwsError;
import io.github.lambdaci.sandbox.storage.FileNames;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/** The checksums that S3 keeps for objects. */
enum ChecksumAlgorithm {
    CRC32,
    CRC32C,
    CRC64NVME,
    SHA1,
    SHA256;

    private static final String HEADER_START = "x-amz-checksum-";

    static ChecksumAlgorithm named(String name) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> AwsError.notImplemented("the checksum algorithm " + name));
    }

    /** The name in headers and in stored documents. */
    String lowerCase() {
        return name().toLowerCase(Locale.ROOT);
    }

    String header() {
        return HEADER_START + lowerCase();
    }

    /** The name of the element of XML answers. */
    String element() {
        return "Checksum" + name();
    }

    /** Whether the checksum of parts that follow one another is defined as that of the whole object. */
    boolean isCyclic() {
        return this != SHA1 && this != SHA256;
    }

    Hasher start() {
        return switch (this) {
            case CRC32 -> new Cyclic(new CRC32(), Integer.BYTES);
            case CRC32C -> new Cyclic(new CRC32C(), Integer.BYTES);
            case CRC64NVME -> new Cyclic(new Crc64Nvme(), Long.BYTES);
            case SHA1 -> new Cryptographic("SHA-1");
            case SHA256 -> new Cryptographic("SHA-256");
        };
    }

    /** A checksum that is being computed. */
    interface Hasher {
        void update(byte[] bytes, int length);

        byte[] digest();

        default String base64() {
            return Base64.getEncoder().encodeToString(digest());
        }
    }

    private record Cyclic(Checksum checksum, int size) implements Hasher {
        @Override
        public void update(byte[] bytes, int length) {
            checksum.update(bytes, 0, length);
        }

        @Override
        public byte[] digest() {
            byte[] eight =
                    ByteBuffer.allocate(Long.BYTES).putLong(checksum.getValue()).array();
            return Arrays.copyOfRange(eight, Long.BYTES - size, Long.BYTES);
        }
    }

    /** A message digest as a hasher; also for MD5, which S3 keeps as the ETag and not as a checksum. */
    static final class Cryptographic implements Hasher {
        private final java.security.MessageDigest digest;

        Cryptographic(String algorithm) {
            this.digest = FileNames.messageDigest(algorithm);
        }

        @Override
        public void update(byte[] bytes, int length) {
            digest.update(bytes, 0, length);
        }

        @Override
        public byte[] digest() {
            return digest.digest();
        }
    }
}
