package io.github.lambdaci.project;

import io.github.lambdaci.artifact.FileTree;
import io.github.lambdaci.artifact.TreeEntry;
import io.github.lambdaci.failure.ProjectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The folder with a function's code.
 *
 * @param root the folder
 */
public record SourceTree(Path root) {
    /** What version control, tools and editors leave behind, and dependencies, which go into the layer. */
    private static final Set<String> EXCLUDED_FOLDERS = Set.of(
            ".git",
            ".hg",
            ".svn",
            ".idea",
            ".vscode",
            ".venv",
            "venv",
            ".tox",
            ".nox",
            "__pycache__",
            ".pytest_cache",
            ".mypy_cache",
            ".ruff_cache",
            "node_modules",
            ".terraform",
            ".serverless",
            ".aws-sam",
            ".lambda-ci");

    private static final Set<String> EXCLUDED_FILES =
            Set.of(".gitignore", ".gitattributes", ".DS_Store", ".env", ".netrc", ".npmrc", "pip.conf", ".pypirc");

    private static final List<String> EXCLUDED_ENDINGS = List.of(".pyc", ".pyo", ".tfstate", ".tfstate.backup");

    /**
     * Opens a folder with code.
     *
     * @throws ProjectException if it is not there or not a folder
     */
    public static SourceTree of(Path root) {
        if (!Files.isDirectory(root)) {
            String what = Files.exists(root) ? "is not a folder" : "does not exist";
            throw new ProjectException(
                    "source path '" + root + "' " + what,
                    "give the folder with the function's code: --app-src-path PATH");
        }
        return new SourceTree(root);
    }

    /**
     * The files that make the function's code: all but what is never code, and the files that only describe its
     * dependencies.
     *
     * @param dependencyFiles files whose content goes into the layer instead
     * @throws ProjectException if nothing is left
     */
    public FileTree.Listing listing(Set<Path> dependencyFiles) {
        FileTree.Listing listing =
                FileTree.list(root, (name, isFolder) -> isExcluded(name, isFolder) || isOneOf(dependencyFiles, name));
        if (listing.entries().stream().map(TreeEntry::linkTarget).allMatch(Optional::isPresent)) {
            throw new ProjectException(
                    "source path '" + root + "' holds no code",
                    listing.leftOut().isEmpty()
                            ? "give the folder with the function's code: --app-src-path PATH"
                            : "these are never shipped as code: " + String.join(", ", listing.leftOut()));
        }
        return listing;
    }

    /**
     * The files that a build command works on: all but what is never code, and but what an earlier run of it left.
     *
     * @param output the folder that the command leaves
     */
    public List<TreeEntry> buildInput(String output) {
        return FileTree.list(root, (name, isFolder) -> isExcluded(name, isFolder) || name.equals(output))
                .entries();
    }

    private boolean isOneOf(Set<Path> files, String name) {
        return files.contains(root.resolve(name).toAbsolutePath().normalize());
    }

    private static boolean isExcluded(String name, boolean isFolder) {
        String last = name.substring(name.lastIndexOf('/') + 1);
        return isFolder
                ? EXCLUDED_FOLDERS.contains(last)
                : EXCLUDED_FILES.contains(last)
                        || last.startsWith(".env.")
                        || EXCLUDED_ENDINGS.stream().anyMatch(last::endsWith);
    }
}
