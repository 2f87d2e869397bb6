package io.github.lambdaci.artifact.zip;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.artifact.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HashingOutputStreamTests {
    private static final int BLOCK = HashingOutputStream.BLOCK;

    private final Random random = new Random(1);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 20 * BLOCK, 20 * BLOCK + 7})
    void bytesAreWrittenCountedAndHashed(int size) throws IOException {
        byte[] content = new byte[size];
        random.nextBytes(content);
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        try (HashingOutputStream out = new HashingOutputStream(written)) {
            for (int done = 0; done < size; ) {
                int more = Math.min(size - done, random.nextInt(3 * BLOCK));
                out.write(content, done, more);
                done += more;
                assertThat(out.bytes()).isEqualTo(done);
            }
            assertThat(out.sha256()).isEqualTo(Sha256.of(content));
        }
        assertThat(written.toByteArray()).isEqualTo(content);
    }

    @Test
    void singleBytesAreToo() throws IOException {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        try (HashingOutputStream out = new HashingOutputStream(written)) {
            out.write(200);
            out.write(1);
            assertThat(out.sha256()).isEqualTo(Sha256.of(new byte[] {(byte) 200, 1}));
        }
        assertThat(written.toByteArray()).containsExactly(200, 1);
    }
}
