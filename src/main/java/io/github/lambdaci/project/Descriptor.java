package io.github.lambdaci.project;

import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.failure.WorkspaceException;
import io.github.lambdaci.runtime.PackageManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A package descriptor with every file that it names.
 *
 * @param manager who reads it
 * @param sign what told that it is this package manager: a file's name, or an option's
 * @param root the folder around all of the files
 * @param name the descriptor's path below the root, with {@code /} between folders
 * @param inputs the descriptor and what it names, sorted by name
 * @param requirements the logical lines of all requirements files; none where only the package manager that was asked for
 *     may read them
 */
public record Descriptor(
        PackageManager manager,
        String sign,
        Path root,
        String name,
        List<InputFile> inputs,
        List<String> requirements) {
    /** A descriptor that only its package manager reads. */
    public Descriptor(PackageManager manager, String sign, Path root, String name, List<InputFile> inputs) {
        this(manager, sign, root, name, inputs, List.of());
    }

    /** The descriptor's folder below the root: empty, or ending with {@code /}. */
    public String folder() {
        return name.substring(0, name.lastIndexOf('/') + 1);
    }

    /** The descriptor's file name. */
    public String fileName() {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    /** The descriptor on disk. */
    public Path file() {
        return root.resolve(name);
    }

    /** The descriptor's text without credentials, as it may be stored. */
    public byte[] shareableContent() {
        return shareable(file());
    }

    private static byte[] shareable(Path file) {
        try {
            return Credentials.redact(Files.readAllBytes(file));
        } catch (IOException e) {
            throw WorkspaceException.of("reading " + file, e);
        }
    }

    /** The hash of a file's content without credentials; a file that can hold none may be large. */
    static Sha256 fingerprint(Path file) {
        try {
            return Credentials.mayBeIn(file) ? Sha256.of(shareable(file)) : Sha256.of(file);
        } catch (IOException e) {
            throw WorkspaceException.of("reading " + file, e);
        }
    }

    /** The files whose content reaches the function through its layer, not through its code. */
    public Set<Path> filesOfLayer() {
        return inputs.stream()
                .map(InputFile::file)
                .filter(file -> !(manager.readAtRunTime() && file.equals(file())))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Names of the input files in the descriptor's folder. */
    public Set<String> siblings() {
        return inputs.stream()
                .map(InputFile::name)
                .filter(path -> path.startsWith(folder()))
                .map(path -> path.substring(folder().length()))
                .filter(path -> path.indexOf('/') < 0)
                .collect(Collectors.toUnmodifiableSet());
    }
}
