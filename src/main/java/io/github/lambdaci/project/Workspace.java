package io.github.lambdaci.project;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.failure.WorkspaceException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/** The packages of a workspace: npm and Yarn list them in {@code package.json}, pnpm in a file of its own. */
final class Workspace {
    private static final String PNPM_FILE = "pnpm-workspace.yaml";

    private Workspace() {}

    /** The folders that a workspace's patterns select, each with a package; none, if the project is no workspace. */
    static List<Path> packages(Path root, JsonNode packageJson) {
        JsonNode field = packageJson.path("workspaces");
        List<String> patterns = new ArrayList<>(texts(field.isObject() ? field.path("packages") : field));
        Path pnpm = root.resolve(PNPM_FILE);
        if (Files.isRegularFile(pnpm)) {
            patterns.addAll(texts(parse(pnpm).path("packages")));
        }
        return patterns.isEmpty() ? List.of() : matching(root, patterns);
    }

    private static List<Path> matching(Path root, List<String> patterns) {
        List<PathMatcher> wanted = matchers(
                patterns.stream().filter(pattern -> !pattern.startsWith("!")).toList());
        List<PathMatcher> unwanted = matchers(patterns.stream()
                .filter(pattern -> pattern.startsWith("!"))
                .map(pattern -> pattern.substring(1))
                .toList());
        Predicate<Path> selected = folder -> wanted.stream().anyMatch(pattern -> pattern.matches(folder))
                && unwanted.stream().noneMatch(pattern -> pattern.matches(folder));
        List<Path> found = new ArrayList<>();
        try {
            collect(root, root, selected, found);
        } catch (DirectoryIteratorException e) {
            throw WorkspaceException.of("reading the workspace " + root, Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            throw WorkspaceException.of("reading the workspace " + root, e);
        }
        return found;
    }

    private static void collect(Path root, Path folder, Predicate<Path> selected, List<Path> found) throws IOException {
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder, Workspace::mayHoldPackages)) {
            for (Path child : children) {
                if (selected.test(root.relativize(child)) && Files.isRegularFile(child.resolve("package.json"))) {
                    found.add(child);
                }
                collect(root, child, selected, found);
            }
        }
    }

    private static boolean mayHoldPackages(Path child) {
        return Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)
                && !child.endsWith("node_modules")
                && !child.endsWith(".git");
    }

    private static List<PathMatcher> matchers(List<String> patterns) {
        return patterns.stream()
                .map(pattern -> pattern.replaceFirst("^\\./", "").replaceFirst("/+$", ""))
                .map(pattern -> FileSystems.getDefault().getPathMatcher("glob:" + pattern))
                .toList();
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(item -> texts.add(item.asText()));
        return texts;
    }

    private static JsonNode parse(Path file) {
        try {
            return new YAMLMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new ProjectException("'" + file + "' cannot be read: " + e.getMessage(), "mend the file", e);
        }
    }
}
