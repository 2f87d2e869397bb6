package io.github.lambdaci.project;

import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.runtime.LambdaRuntime;
import io.github.lambdaci.runtime.PackageManager;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/** Finds a project's package descriptor and reads which files it names. */
final class Descriptors {
    private Descriptors() {}

    /**
     * What a descriptor names.
     *
     * @param files files and folders, without the descriptor
     * @param rewritten content that the build gets in place of some files' own
     * @param requirements the logical lines of all requirements files
     */
    record Named(List<Path> files, Map<Path, byte[]> rewritten, List<String> requirements) {
        static Named of(Collection<Path> files) {
            return new Named(List.copyOf(files), Map.of(), List.of());
        }
    }

    /**
     * Finds the descriptor of a project.
     *
     * @param given the path from the command line, if any
     * @param sources the folder with the code, where the descriptor is looked for next
     * @param manager the name of the package manager, if it was given
     * @return the descriptor, or nothing if none was given and there is none with a usual name
     */
    static Optional<Descriptor> find(
            Optional<Path> given, Path sources, Optional<String> manager, LambdaRuntime runtime) {
        Optional<PackageManagerChoice> choice = given.isPresent()
                ? Optional.of(
                        PackageManagerChoice.ofDescriptor(existing(given.get(), sources), manager, runtime.language()))
                : PackageManagerChoice.in(List.of(Path.of(""), sources), manager, runtime.language());
        if (choice.isEmpty() && manager.isPresent()) {
            throw new ProjectException(
                    "there is no package descriptor for " + manager.get() + " in the current folder or in '" + sources
                            + "'",
                    "give its path: --app-packages-descriptor-path PATH");
        }
        return choice.map(Descriptors::read);
    }

    private static Path existing(Path path, Path sources) {
        for (Path candidate : List.of(path, sources.resolve(path))) {
            if (Files.exists(candidate)) {
                return candidate;
            }
        }
        throw new ProjectException(
                "package descriptor '" + path + "' does not exist",
                "give the path of the function's requirements.txt, pyproject.toml, Pipfile or package.json:"
                        + " --app-packages-descriptor-path PATH");
    }

    private static Descriptor read(PackageManagerChoice choice) {
        Path path = choice.descriptor();
        PackageManager manager = choice.manager();
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            throw new ProjectException(
                    "package descriptor '" + path + "' cannot be read", "it must be a file that this user may read");
        }
        Path file = path.toAbsolutePath().normalize();
        NavigableSet<Path> files = new TreeSet<>();
        files.add(file);
        manager.companions().stream()
                .map(file::resolveSibling)
                .filter(Files::exists)
                .forEach(companion -> addAll(files, companion));
        Named named = switch (manager.format()) {
            case REQUIREMENTS -> new RequirementsReader().read(file);
            case PATHS -> PathsReader.read(file, manager.companions());
            case PACKAGE_JSON -> new PackageJsonReader().read(file);
        };
        named.files().forEach(one -> addAll(files, one));
        Path root = root(files);
        return new Descriptor(
                manager,
                choice.sign(),
                root,
                relative(root, file),
                inputs(root, files, named),
                choice.isGiven() ? List.of() : named.requirements());
    }

    private static void addAll(NavigableSet<Path> files, Path named) {
        if (Files.isDirectory(named)) {
            SourceTree.of(named).localPackage().stream()
                    .map(entry -> named.resolve(entry.name()))
                    // A link to a folder is one entry of the tree, but what it leads to is what is built.
                    .forEach(path -> addAll(files, path));
        } else {
            files.add(named);
        }
    }

    private static List<InputFile> inputs(Path root, NavigableSet<Path> files, Named named) {
        List<InputFile> inputs = new ArrayList<>();
        files.forEach(file -> inputs.add(new InputFile(
                relative(root, file),
                file,
                Optional.ofNullable(named.rewritten().get(file)))));
        inputs.sort(Comparator.comparing(InputFile::name));
        return List.copyOf(inputs);
    }

    /** The deepest folder around all files. */
    private static Path root(NavigableSet<Path> files) {
        // Of sorted paths, the first and the last differ the earliest.
        Path first = files.first();
        Path last = files.last();
        Path root = first.resolve("/");
        for (int index = 0; index < Math.min(first.getNameCount(), last.getNameCount()) - 1; index++) {
            if (!first.getName(index).equals(last.getName(index))) {
                break;
            }
            root = root.resolve(first.getName(index));
        }
        return root;
    }

    private static String relative(Path root, Path file) {
        return root.relativize(file).toString().replace(File.separatorChar, '/');
    }
}
