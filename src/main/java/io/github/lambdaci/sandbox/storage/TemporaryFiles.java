package io.github.lambdaci.sandbox.storage;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Removes what killed servers left behind. */
public final class TemporaryFiles {
    // Longer than any upload takes: another server may be using its own right now.
    private static final Duration ABANDONED = Duration.ofDays(1);

    private TemporaryFiles() {}

    static void sweep(Path directory) throws IOException {
        Instant before = Instant.now().minus(ABANDONED);
        for (Path file : StateDirectory.list(directory)) {
            if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
                delete(file);
            }
        }
    }

    /** Deletes a file or a tree, without following links; what is gone already is no failure. */
    public static void delete(Path tree) throws IOException {
        if (!Files.exists(tree, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Path unused = Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failed) throws IOException {
                if (failed instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failed;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failed) throws IOException {
                Files.deleteIfExists(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
