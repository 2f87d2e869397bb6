package io.github.lambdaci.report;

import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.failure.WorkspaceException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A file that gets a report.
 *
 * @param report what it gets
 * @param option the option that named it
 * @param path where it is
 */
public record ReportFile(Report report, String option, Path path) {
    /**
     * Makes sure that the report can be written, before anything else is done. What an earlier run left in a file that
     * is one document goes, so that nobody takes it for this run's.
     *
     * @throws ProjectException if it cannot
     */
    public void prepare() {
        if (path.toString().isEmpty()) {
            throw new ProjectException(
                    option + " has an empty value",
                    "name a file, or leave it out: is the variable set that it is from?");
        }
        if (Files.isDirectory(path)) {
            throw new ProjectException(
                    option + ": " + path + " is a folder", "name a file in it: " + option + " " + path.resolve("FILE"));
        }
        try {
            if (!Files.exists(path)) {
                Files.createDirectories(folder());
                // Made and gone again: an empty file would look like a change of the sources.
                Files.delete(Files.createFile(path));
            } else if (Files.isRegularFile(path)) {
                open().close();
            } else if (!Files.isWritable(path)) {
                throw new IOException("permission denied");
            }
        } catch (IOException e) {
            throw new ProjectException(
                    option + ": " + WorkspaceException.of("writing " + path, e).getMessage(),
                    "nothing was done yet; name a file that this user may write: " + option + " FILE",
                    e);
        }
    }

    private Path folder() {
        return Optional.ofNullable(path.toAbsolutePath().getParent()).orElse(path);
    }

    private OutputStream open() throws IOException {
        return Files.newOutputStream(
                path,
                StandardOpenOption.CREATE,
                report.isAppended() ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING);
    }

    /**
     * Writes the report.
     *
     * @param text whole lines
     * @throws IOException if the disk refuses it
     */
    public void write(String text) throws IOException {
        String start = report.isAppended() && endsWithinALine() ? "\n" : "";
        Files.createDirectories(folder());
        try (OutputStream out = open()) {
            out.write((start + text).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Whether somebody else's last line has no end. */
    private boolean endsWithinALine() throws IOException {
        if (!Files.isRegularFile(path) || Files.size(path) == 0) {
            return false;
        }
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            file.seek(file.length() - 1);
            return file.read() != '\n';
        }
    }
}
