package io.github.lambdaci.project;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.failure.WorkspaceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads which local packages descriptors and lock files in TOML or JSON name.
 *
 * <p>Each tool has its own form ({@code source = { editable = "libs/x" }} in {@code uv.lock}, {@code url = "libs/x"} in
 * {@code poetry.lock}, {@code "path": "./libs/x"} in {@code Pipfile.lock}), but none has another use for these keys with
 * the relative path of something that exists.
 */
final class PathsReader {
    private static final Set<String> KEYS = Set.of("path", "editable", "directory", "virtual", "url", "file");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What the descriptor and the lock files beside it name. */
    static Descriptors.Named read(Path descriptor, List<String> companions) {
        Set<Path> found = new LinkedHashSet<>();
        Stream.concat(Stream.of(descriptor), companions.stream().map(descriptor::resolveSibling))
                .filter(Files::isRegularFile)
                .filter(file -> isToml(file) || file.toString().endsWith(".lock"))
                .forEach(file -> collect(parse(file), descriptor, found));
        return Descriptors.Named.of(found);
    }

    private PathsReader() {}

    private static boolean isToml(Path file) {
        return file.toString().endsWith(".toml") || file.endsWith("Pipfile");
    }

    private static void collect(JsonNode node, Path descriptor, Set<Path> found) {
        node.properties().forEach(field -> {
            if (KEYS.contains(field.getKey()) && field.getValue().isTextual()) {
                addLocal(field.getValue().textValue(), descriptor, found);
            }
        });
        node.forEach(child -> collect(child, descriptor, found));
    }

    private static void addLocal(String value, Path descriptor, Set<Path> found) {
        if (value.contains(":") || value.isBlank() || Path.of(value).isAbsolute()) {
            return;
        }
        Path path = descriptor.resolveSibling(value).normalize();
        // The project itself is the function's code.
        if (Files.exists(path) && !descriptor.startsWith(path)) {
            found.add(path);
        }
    }

    private static JsonNode parse(Path file) {
        ObjectMapper mapper = file.endsWith("Pipfile.lock") ? JSON : new TomlMapper();
        try {
            return mapper.readTree(file.toFile());
        } catch (JsonProcessingException e) {
            throw new ProjectException(
                    "'" + file + "' cannot be read: " + e.getOriginalMessage() + " (line "
                            + e.getLocation().getLineNr() + ")",
                    "mend the file, or make the lock file anew",
                    e);
        } catch (IOException e) {
            throw WorkspaceException.of("reading " + file, e);
        }
    }
}
