package io.github.lambdaci.project;

import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.runtime.LambdaRuntime;
import io.github.lambdaci.runtime.Language;
import io.github.lambdaci.runtime.PackageManager;
import io.github.lambdaci.runtime.PackageManagers;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds a project's package descriptor and reads which files it names. */
final class Descriptors {
    private Descriptors() {}

    /**
     * Finds the descriptor of a project.
     *
     * @param given the path from the command line, if any
     * @param sources the folder with the code, where the descriptor is looked for next
     * @return the descriptor, or nothing if none was given and there is none with the usual name
     */
    static Optional<Descriptor> find(Optional<Path> given, Path sources, LambdaRuntime runtime) {
        PackageManager manager = PackageManagers.of(runtime.language());
        Path path = given.orElse(Path.of(manager.descriptor()));
        for (Path candidate : List.of(path, sources.resolve(path))) {
            if (Files.exists(candidate)) {
                return Optional.of(read(manager, candidate, runtime.language()));
            }
        }
        if (given.isPresent()) {
            throw new ProjectException(
                    "package descriptor '" + path + "' does not exist",
                    "give the path of the function's " + manager.descriptor()
                            + ": --app-packages-descriptor-path PATH");
        }
        return Optional.empty();
    }

    private static Descriptor read(PackageManager manager, Path path, Language language) {
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            throw new ProjectException(
                    "package descriptor '" + path + "' cannot be read", "it must be a file that this user may read");
        }
        Path file = path.toAbsolutePath().normalize();
        NavigableSet<Path> files = new TreeSet<>();
        files.add(file);
        manager.companions().stream()
                .map(file::resolveSibling)
                .filter(Files::isRegularFile)
                .forEach(files::add);
        List<Path> named = switch (language) {
            case PYTHON -> new RequirementsReader().namedBy(file);
            case NODEJS -> new PackageJsonReader().localPackages(file);
            case OTHER -> List.of();
        };
        named.forEach(one -> addAll(files, one));
        return new Descriptor(manager, root(files), relative(root(files), file), inputs(files));
    }

    private static void addAll(NavigableSet<Path> files, Path named) {
        if (Files.isDirectory(named)) {
            SourceTree.of(named).listing(Set.of()).entries().stream()
                    .map(entry -> named.resolve(entry.name()))
                    // A link to a folder is one entry of the tree, but what it leads to is what is built.
                    .forEach(path -> addAll(files, path));
        } else {
            files.add(named);
        }
    }

    private static List<InputFile> inputs(NavigableSet<Path> files) {
        Path root = root(files);
        List<InputFile> inputs = new ArrayList<>();
        files.forEach(file -> inputs.add(new InputFile(relative(root, file), file)));
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
