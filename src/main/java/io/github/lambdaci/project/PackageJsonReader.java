package io.github.lambdaci.project;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.failure.WorkspaceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads which local packages a {@code package.json} names with {@code file:}. */
final class PackageJsonReader {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FILE = "file:";

    private PackageJsonReader() {}

    static List<Path> localPackages(Path packageJson) {
        JsonNode root = parse(packageJson);
        List<Path> found = new ArrayList<>();
        for (String section : List.of("dependencies", "optionalDependencies")) {
            for (JsonNode version : root.path(section)) {
                if (version.asText().startsWith(FILE)) {
                    found.add(resolve(packageJson, version.asText().substring(FILE.length())));
                }
            }
        }
        return List.copyOf(found);
    }

    private static JsonNode parse(Path packageJson) {
        try {
            JsonNode root = JSON.readTree(packageJson.toFile());
            if (root.isObject()) {
                return root;
            }
            throw notJson(packageJson, "it holds no JSON object");
        } catch (JsonProcessingException e) {
            throw notJson(packageJson, e.getOriginalMessage());
        } catch (IOException e) {
            throw WorkspaceException.of("reading " + packageJson, e);
        }
    }

    private static ProjectException notJson(Path packageJson, String why) {
        return new ProjectException("'" + packageJson + "' is not a valid package.json: " + why, "mend the file");
    }

    private static Path resolve(Path packageJson, String target) {
        Path path = packageJson.resolveSibling(target).normalize();
        if (!Files.exists(path)) {
            throw new ProjectException(
                    "'" + FILE + target + "', named in " + packageJson + ", does not exist",
                    "the path is relative to the folder of package.json");
        }
        return path;
    }
}
