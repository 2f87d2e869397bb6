package io.github.lambdaci.aws;

import io.github.lambdaci.account.ArtifactMetadata;
import io.github.lambdaci.artifact.Sha256;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** An artifact's metadata as S3 keeps it: strings of ASCII characters, 2 KB at most together. */
final class ObjectMetadata {
    private static final String SHA256 = "sha256";
    private static final String UNZIPPED_BYTES = "unzipped-bytes";
    private static final String SOURCE_VERSION = "source-version";
    private static final String FINGERPRINT = "fingerprint";
    private static final String TOOL_VERSION = "lambda-ci-version";
    /** Leaves room for the rest of the 2 KB. */
    private static final int MAX_SOURCE_VERSION = 1500;

    private ObjectMetadata() {}

    static Map<String, String> of(ArtifactMetadata metadata, String toolVersion) {
        Map<String, String> entries = new HashMap<>();
        entries.put(SHA256, metadata.sha256().hex());
        entries.put(UNZIPPED_BYTES, Long.toString(metadata.unzippedBytes()));
        entries.put(SOURCE_VERSION, encode(metadata.sourceVersion()));
        entries.put(TOOL_VERSION, toolVersion);
        metadata.fingerprint().ifPresent(fingerprint -> entries.put(FINGERPRINT, fingerprint.hex()));
        return entries;
    }

    /** Nothing if another program wrote the object. */
    static Optional<ArtifactMetadata> read(Map<String, String> entries) {
        String sha256 = entries.get(SHA256);
        String unzippedBytes = entries.get(UNZIPPED_BYTES);
        String sourceVersion = entries.get(SOURCE_VERSION);
        if (sha256 == null || unzippedBytes == null || sourceVersion == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ArtifactMetadata(
                    new Sha256(sha256),
                    Long.parseLong(unzippedBytes),
                    URLDecoder.decode(sourceVersion, StandardCharsets.UTF_8),
                    Optional.ofNullable(entries.get(FINGERPRINT)).map(Sha256::new)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String encode(String sourceVersion) {
        // S3 would encode characters outside ASCII by RFC 2047, and differently in different places.
        String kept = sourceVersion;
        String encoded = percentEncode(kept);
        while (encoded.length() > MAX_SOURCE_VERSION) {
            kept = kept.substring(0, kept.offsetByCodePoints(kept.length(), -1));
            encoded = percentEncode(kept);
        }
        return encoded;
    }

    private static String percentEncode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
