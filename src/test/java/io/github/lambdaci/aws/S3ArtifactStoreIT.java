package io.github.lambdaci.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.account.ArtifactMetadata;
import io.github.lambdaci.account.ArtifactStoreContract;
import io.github.lambdaci.account.StoredArtifact;
import io.github.lambdaci.artifact.Archive;
import io.github.lambdaci.artifact.ArtifactKey;
import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.testing.Emulators;
import io.github.lambdaci.testing.TestAws;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The adapter keeps the port's contract against emulators that others wrote. */
final class S3ArtifactStoreIT {
    @Nested
    final class OnMoto extends ArtifactStoreContract {
        private final TestAws aws = new EmulatedAws(Emulators.moto(), EmulatedAws.GAPS_OF_MOTO);

        @Override
        protected TestAws aws() {
            return aws;
        }
    }

    @Test
    void largeArtifactIsUploadedInParts(@TempDir Path folder) throws IOException {
        EmulatedAws aws = new EmulatedAws(Emulators.moto(), EmulatedAws.GAPS_OF_MOTO);
        byte[] content = new byte[12 << 20];
        new Random(1).nextBytes(content);
        Path file = Files.write(folder.resolve("large.zip"), content);
        Archive archive = new Archive(file, Sha256.of(file), content.length, content.length, 1);
        ArtifactKey key = aws.key("large.zip");
        S3ArtifactStore store = new S3ArtifactStore(aws.clients(), aws.log(), 6 << 20, 5 << 20);

        StoredArtifact stored = store.upload(
                archive, key, new ArtifactMetadata(archive.sha256(), content.length, "1.0", Optional.empty()));

        assertThat(store.find(key)).hasValue(stored);
        assertThat(Sha256.of(store.read(key).orElseThrow())).isEqualTo(archive.sha256());
        assertThat(aws.log().events("uploadProgress"))
                .last()
                .asString()
                .endsWith(content.length + " " + content.length);
        assertThat(aws.clients()
                        .s3()
                        .headObject(head -> head.bucket(key.bucket()).key(key.key()))
                        .eTag())
                .contains("-3");
    }

    @Nested
    final class OnStrictEmulator extends ArtifactStoreContract {
        private final TestAws aws = new EmulatedAws(Emulators.strict(), EmulatedAws.GAPS_OF_STRICT_EMULATOR);

        @Override
        protected TestAws aws() {
            return aws;
        }
    }
}
