package io.github.lambdaci.artifact.zip;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.artifact.Sha256;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackgroundHashTests {
    private static final int BLOCK = BackgroundHash.BLOCK;

    private final Random random = new Random(1);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 20 * BLOCK, 20 * BLOCK + 7})
    void bytesAreCountedAndHashedAsTheyWereWhenTheyWereAdded(int size) {
        byte[] content = new byte[size];
        random.nextBytes(content);
        try (BackgroundHash hash = new BackgroundHash()) {
            byte[] buffer = new byte[3 * BLOCK];
            for (int done = 0; done < size; ) {
                int more = Math.min(size - done, random.nextInt(3 * BLOCK));
                System.arraycopy(content, done, buffer, 7, Math.min(more, buffer.length - 7));
                more = Math.min(more, buffer.length - 7);
                hash.add(buffer, 7, more);
                random.nextBytes(buffer);
                done += more;
                assertThat(hash.bytes()).isEqualTo(done);
            }
            assertThat(hash.sha256()).isEqualTo(Sha256.of(content));
        }
    }
}
