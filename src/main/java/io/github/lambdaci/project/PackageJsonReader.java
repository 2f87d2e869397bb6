package io.github.lambdaci.project;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.failure.WorkspaceException;
import io.github.lambdaci.json.JsonTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads which local packages a {@code package.json} names, and which those name in turn. */
final class PackageJsonReader {

    /** Source: npm-package-arg, which takes these for paths; Yarn and pnpm have two words more. */
    private static final Pattern LOCAL = Pattern.compile("(?:(?:file|link|portal):(?://(?=/))?|(?=[./~]))(.+)");

    private static final List<String> SECTIONS = List.of("dependencies", "optionalDependencies");

    /** npm reads the manifests of development dependencies too, even where it leaves them out. */
    private static final List<String> ALL_SECTIONS = List.of("dependencies", "optionalDependencies", "devDependencies");

    private final Set<Path> found = new LinkedHashSet<>();

    /** The local packages, each a folder or a tarball, and those of the workspace. */
    Descriptors.Named read(Path packageJson) {
        read(packageJson, ALL_SECTIONS);
        Workspace.packages(packageJson.resolveSibling(""), parse(packageJson)).forEach(this::add);
        found.remove(packageJson.getParent());
        return Descriptors.Named.of(found);
    }

    private void read(Path packageJson, List<String> sections) {
        JsonNode root = parse(packageJson);
        for (String section : sections) {
            for (JsonNode version : root.path(section)) {
                local(packageJson, version.asText()).ifPresent(this::add);
            }
        }
    }

    private void add(Path path) {
        Path manifest = path.resolve("package.json");
        if (found.add(path) && Files.isRegularFile(manifest)) {
            read(manifest, SECTIONS);
        }
    }

    private static JsonNode parse(Path packageJson) {
        try {
            JsonNode root = JsonTree.read(Files.readAllBytes(packageJson));
            if (root.isObject()) {
                return root;
            }
            throw notJson(packageJson, "it holds no JSON object");
        } catch (JsonProcessingException e) {
            throw notJson(
                    packageJson,
                    e.getOriginalMessage() + " (line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ")");
        } catch (IOException e) {
            throw WorkspaceException.of("reading " + packageJson, e);
        }
    }

    private static ProjectException notJson(Path packageJson, String why) {
        return new ProjectException("'" + packageJson + "' is not a valid package.json: " + why, "mend the file");
    }

    private static Optional<Path> local(Path packageJson, String version) {
        Matcher matcher = LOCAL.matcher(version);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String target = matcher.group(1);
        if (target.startsWith("~") || Path.of(target).isAbsolute()) {
            throw new ProjectException(
                    "'" + version + "', named in " + packageJson + ", is a path that other machines do not have",
                    "write it relative to the folder of package.json");
        }
        Path path = packageJson.resolveSibling(target).normalize();
        if (!Files.exists(path)) {
            throw new ProjectException(
                    "'" + version + "', named in " + packageJson + ", does not exist",
                    "the path is relative to the folder of package.json");
        }
        return Optional.of(path);
    }
}
