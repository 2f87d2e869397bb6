package io.github.lambdaci.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file beside a test that holds what is expected; {@code -Dgolden.update} rewrites it, and the diff is reviewed. */
public final class GoldenFile {
    private final Path file;

    private GoldenFile(Path file) {
        this.file = file;
    }

    /** The file of this name in the resources of a test's package. */
    public static GoldenFile of(Class<?> test, String name) {
        String folder = test.getPackageName().replace('.', '/');
        return at(Path.of("src/test/resources", folder, name));
    }

    /** A file of the project, such as one of its documents. */
    public static GoldenFile at(Path file) {
        return new GoldenFile(file);
    }

    /** Fails unless the file holds this text. */
    public void assertHolds(String actual) {
        try {
            if (System.getProperty("golden.update") != null) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, actual);
            }
            assertThat(actual).as(file.toString()).isEqualTo(Files.exists(file) ? Files.readString(file) : "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
