package io.github.lambdaci.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.account.ArtifactMetadata;
import io.github.lambdaci.artifact.Sha256;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ObjectMetadataTests {
    private static ArtifactMetadata metadata(String sourceVersion) {
        Sha256 hash = Sha256.of(new byte[] {1});
        return new ArtifactMetadata(hash, 7, sourceVersion, Optional.of(hash));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "feature/x", "a+b%20c", "ünï-😀", "=?utf-8?B?eA==?="})
    void sourceVersionComesBackAndIsStoredInAscii(String sourceVersion) {
        Map<String, String> stored = ObjectMetadata.of(metadata(sourceVersion), "1");

        assertThat(ObjectMetadata.read(stored)).hasValue(metadata(sourceVersion));
        assertThat(stored.get("source-version")).matches("[A-Za-z0-9%._*-]+");
    }

    @Test
    void longestSourceVersionFitsIntoWhatS3Takes() {
        Map<String, String> stored = ObjectMetadata.of(metadata("😀".repeat(225)), "1.2.3-SNAPSHOT");

        int bytes = stored.entrySet().stream()
                .mapToInt(entry -> entry.getKey().length() + entry.getValue().length())
                .sum();
        assertThat(bytes).isLessThanOrEqualTo(2048);
        assertThat(ObjectMetadata.read(stored).orElseThrow().sourceVersion()).matches("(😀)+");
    }

    @Test
    void damagedMetadataIsNone() {
        Map<String, String> stored = new HashMap<>(ObjectMetadata.of(metadata("1.0"), "1"));
        stored.put("sha256", "not a hash");

        assertThat(ObjectMetadata.read(stored)).isEmpty();
        assertThat(ObjectMetadata.read(Map.of())).isEmpty();
    }
}
