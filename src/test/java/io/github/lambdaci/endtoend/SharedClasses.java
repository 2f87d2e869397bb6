package io.github.lambdaci.endtoend;

import io.github.lambdaci.artifact.LocalFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The packaged program's classes as Java loads them fastest: tests run it a thousand times. */
final class SharedClasses {
    static final Path JAR =
            Path.of(System.getProperty("lambda-ci.jar", "target/lambda-ci.jar")).toAbsolutePath();

    private static final Path ARCHIVE = JAR.resolveSibling("lambda-ci-tests.jsa");

    private SharedClasses() {}

    /** An archive of the jar's classes, which is made when there is none for this jar. */
    static synchronized Path archive() {
        try {
            if (!Files.exists(ARCHIVE)
                    || Files.getLastModifiedTime(ARCHIVE).compareTo(Files.getLastModifiedTime(JAR)) < 0) {
                make();
            }
            return ARCHIVE;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By a release to a sandbox, which loads what nearly every run loads, and by what a build in a container does. */
    private static void make() throws IOException {
        Path folder = Files.createTempDirectory(ARCHIVE.getParent(), "classes");
        try {
            Files.writeString(
                    Files.createDirectory(folder.resolve("src")).resolve("app.py"),
                    "def handler(event, context):\n    return 1\n");
            Path made = folder.resolve("classes.jsa");
            Process process = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:ArchiveClassesAtExit=" + made,
                            "-Xlog:disable",
                            "-XX:+UseSerialGC",
                            "-Dlambda-ci.training=" + folder,
                            "-jar",
                            JAR.toString(),
                            "--sandbox",
                            "--app-src-path",
                            "src",
                            "--source-version",
                            "1"))
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(output);
            }
            // Two JVMs of tests may do this at once.
            Files.move(made, ARCHIVE, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            LocalFiles.delete(folder);
        }
    }
}
