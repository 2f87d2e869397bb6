package io.github.lambdaci.project;

import io.github.lambdaci.failure.WorkspaceException;
import io.github.lambdaci.runtime.Language;
import io.github.lambdaci.runtime.PackageManager;
import io.github.lambdaci.runtime.PackageManagers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds functions in a repository: folders with a file that defines a handler. */
public final class FunctionSearch {
    private static final int DEEPEST = 6;
    private static final long LARGEST = 1_000_000;

    private static final Pattern PYTHON = Pattern.compile("(?m)^(?:async )?def (?:lambda_)?handler\\s*\\(");
    private static final Pattern NODEJS = Pattern.compile(
            "\\bexports\\.handler\\s*=|(?m)^export\\s+(?:const|let|var|function|async\\s+function)\\s+handler\\b");

    private static final Map<String, Language> LANGUAGES =
            Map.of("py", Language.PYTHON, "js", Language.NODEJS, "mjs", Language.NODEJS, "cjs", Language.NODEJS);

    /** What people have beside functions. */
    private static final Set<String> NO_FUNCTIONS = Set.of("test", "tests", "dist", "build");

    private final Path root;
    private final IgnorePatterns ignored = IgnorePatterns.resource("defaults.lambdaignore");
    private final Set<Path> known = new HashSet<>();
    private final List<FunctionFolder> found = new ArrayList<>();

    private FunctionSearch(Path root) {
        this.root = root;
    }

    /**
     * The functions below a folder, in the order of their paths.
     *
     * @throws WorkspaceException if it cannot be read
     */
    public static List<FunctionFolder> in(Path root) {
        FunctionSearch search = new FunctionSearch(root);
        try {
            search.visit(root, 0);
        } catch (IOException e) {
            throw WorkspaceException.of("looking for functions in " + root, e);
        }
        return List.copyOf(search.found);
    }

    private void visit(Path folder, int depth) throws IOException {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            stream.forEach(children::add);
        }
        children.sort(null);
        for (Path child : children) {
            if (Files.isRegularFile(child, LinkOption.NOFOLLOW_LINKS)) {
                look(child);
            }
        }
        for (Path child : children) {
            if (depth < DEEPEST && Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS) && mayHaveFunctions(child)) {
                visit(child, depth + 1);
            }
        }
    }

    private boolean mayHaveFunctions(Path folder) {
        String name = String.valueOf(folder.getFileName());
        return !name.startsWith(".") && !NO_FUNCTIONS.contains(name) && !ignored.matches(name, true);
    }

    private void look(Path file) throws IOException {
        String name = String.valueOf(file.getFileName());
        @Nullable Language language = LANGUAGES.get(name.substring(name.lastIndexOf('.') + 1));
        if (language == null || Files.size(file) > LARGEST) {
            return;
        }
        Pattern handler = language == Language.PYTHON ? PYTHON : NODEJS;
        // In one byte per character, any content can be read.
        if (handler.matcher(Files.readString(file, StandardCharsets.ISO_8859_1)).find()) {
            Path code = outsideOfPackages(Objects.requireNonNull(file.getParent()));
            if (known.add(code)) {
                found.add(new FunctionFolder(root.relativize(code), root.relativize(file), descriptor(code, language)));
            }
        }
    }

    /** The folder that Python imports from: a package has its name only from there. */
    private Path outsideOfPackages(Path folder) {
        Path code = folder;
        while (!code.equals(root) && Files.exists(code.resolve("__init__.py"))) {
            code = Objects.requireNonNull(code.getParent());
        }
        return code;
    }

    /** The nearest one, in the folder with the code or around it. */
    private Optional<Path> descriptor(Path code, Language language) {
        List<String> names = PackageManagers.of(language).stream()
                .map(PackageManager::descriptor)
                .distinct()
                .toList();
        return Stream.<@Nullable Path>iterate(
                        code, folder -> folder != null && folder.startsWith(root), folder -> folder.getParent())
                .flatMap(folder -> names.stream().map(folder::resolve))
                .filter(Files::isRegularFile)
                .findFirst()
                .map(root::relativize);
    }
}
