package io.github.lambdaci.build;

import io.github.lambdaci.artifact.LocalFiles;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/** Removes files and folders that globs name from a folder. */
final class Leftovers {
    private Leftovers() {}

    static void remove(Path root, List<String> globs) throws IOException {
        if (!Files.isDirectory(root)) {
            return;
        }
        List<PathMatcher> matchers = globs.stream()
                .map(glob -> root.getFileSystem().getPathMatcher("glob:" + glob))
                .toList();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                if (!matches(folder)) {
                    return FileVisitResult.CONTINUE;
                }
                LocalFiles.delete(folder);
                return FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (matches(file)) {
                    Files.delete(file);
                }
                return FileVisitResult.CONTINUE;
            }

            private boolean matches(Path path) {
                Path relative = root.relativize(path);
                return matchers.stream().anyMatch(matcher -> matcher.matches(relative));
            }
        });
    }
}
