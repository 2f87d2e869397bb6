package io.github.lambdaci.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A file that tells a CI service what to run, and how these services run it. */
final class CiFile {
    /** For Java, of which tests start much: nothing that a CI service sets, and nothing that changes what it does. */
    static final Map<String, String> QUICK_START =
            Map.of("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");

    private CiFile() {}

    /** Reads a file below the project. */
    static JsonNode read(String path) {
        try {
            return new YAMLMapper().readTree(Path.of(path).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The members of an object, in their order; none if there is no such object. */
    static Map<String, JsonNode> members(JsonNode node) {
        Map<String, JsonNode> members = new LinkedHashMap<>();
        node.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        return members;
    }

    /** The texts of a list; none if there is no such list. */
    static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        node.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    /** Lines of {@code NAME=value}, as CI services read them: a value is everything after the first sign. */
    static Map<String, String> variables(Path file) {
        Map<String, String> variables = new TreeMap<>();
        for (String line : lines(file)) {
            int sign = line.indexOf('=');
            if (sign < 1) {
                throw new AssertionError("'" + line + "' is no variable");
            }
            variables.put(line.substring(0, sign), line.substring(sign + 1));
        }
        return variables;
    }

    static List<String> lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path write(Path file, String content) {
        try {
            Files.createDirectories(file.getParent());
            return Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
