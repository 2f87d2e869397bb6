package io.github.lambdaci.sandbox.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** A file that only grows, with a JSON object in each line; a line that was not finished costs only itself. */
public final class LineFile {
    private LineFile() {}

    /** Appends lines; the caller sees to it that nobody else does at the same time. */
    public static void append(Path file, List<ObjectNode> added) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (ObjectNode line : added) {
            lines.write(Json.bytes(line));
            lines.write('\n');
        }
        Path parent = file.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            long end = out.length();
            out.seek(Math.max(0, end - 1));
            // A server that was killed while it wrote left half a line: the next one must not be joined to it.
            boolean torn = end > 0 && out.read() != '\n';
            out.seek(end);
            if (torn) {
                out.write('\n');
            }
            out.write(lines.toByteArray());
        }
    }

    /** Reads the lines in their order; none if the file is not there. */
    public static void read(Path file, Consumer<ObjectNode> each) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                accept(line, each);
            }
        } catch (NoSuchFileException noLinesYet) {
            return;
        }
    }

    private static void accept(String line, Consumer<ObjectNode> each) {
        ObjectNode object;
        try {
            object = Json.object(line.getBytes(StandardCharsets.UTF_8));
        } catch (JsonProcessingException halfALine) {
            return;
        }
        each.accept(object);
    }
}
