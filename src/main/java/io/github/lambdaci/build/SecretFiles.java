package io.github.lambdaci.build;

import static java.util.Map.entry;

import io.github.lambdaci.failure.ProjectException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The files with secrets that a build may read.
 *
 * @param files no two for the same place
 */
public record SecretFiles(List<SecretFile> files) {
    /** No files. */
    public static final SecretFiles NONE = new SecretFiles(List.of());

    private static final String OPTION = "--build-secret-file FILE[:PATH-BELOW-HOME]";

    /** Settings and keys are a few thousand bytes; what is larger was named by mistake. */
    private static final long LARGEST = 256 * 1024;

    /** Where programs look for a file of that name. */
    private static final Map<String, String> PLACES = Map.ofEntries(
            entry("netrc", ".netrc"),
            entry("_netrc", ".netrc"),
            entry("npmrc", ".npmrc"),
            entry("pip.conf", ".config/pip/pip.conf"),
            entry("uv.toml", ".config/uv/uv.toml"),
            entry("auth.toml", ".config/pypoetry/auth.toml"),
            entry("settings.xml", ".m2/settings.xml"),
            entry("settings-security.xml", ".m2/settings-security.xml"),
            entry("known_hosts", ".ssh/known_hosts"));

    /** Keeps the files as they are. */
    public SecretFiles {
        files = List.copyOf(files);
    }

    /**
     * Reads the files that the command line names.
     *
     * @param options each a file, and behind a colon its place below the home folder where that is not the usual one
     * @throws ProjectException if a file cannot be used
     */
    public static SecretFiles of(List<String> options) {
        List<SecretFile> files = new ArrayList<>();
        for (String option : options) {
            SecretFile file = read(option);
            files.removeIf(other -> other.path().equals(file.path()));
            files.add(file);
        }
        return new SecretFiles(files);
    }

    private static SecretFile read(String option) {
        int colon = option.lastIndexOf(':');
        boolean hasPlace = colon > 0 && !Files.exists(Path.of(option));
        Path file = Path.of(hasPlace ? option.substring(0, colon) : option);
        String place = hasPlace ? place(option.substring(colon + 1)) : usualPlace(file);
        if (!Files.isRegularFile(file)) {
            throw unusable(file, Files.exists(file) ? "it is no file" : "it does not exist", null);
        }
        try {
            if (Files.size(file) > LARGEST) {
                throw unusable(file, "it is larger than " + LARGEST / 1024 + " KiB", null);
            }
            return SecretFile.of(place, Files.readAllBytes(file));
        } catch (IOException e) {
            throw unusable(file, "it cannot be read", e);
        }
    }

    private static String place(String given) {
        Path path = Path.of(given).normalize();
        if (given.isBlank()
                || path.isAbsolute()
                || path.startsWith("..")
                || path.toString().isEmpty()) {
            throw new ProjectException(
                    "'" + given + "' is no path below the home folder of the build",
                    "give it without a leading slash, as in .ssh/id_ed25519: " + OPTION);
        }
        return path.toString();
    }

    private static String usualPlace(Path file) {
        String name = String.valueOf(file.getFileName());
        if (name.startsWith("id_")) {
            return ".ssh/" + name;
        }
        if (name.startsWith(".")) {
            return place(name);
        }
        return Optional.ofNullable(PLACES.get(name))
                .orElseThrow(() -> new ProjectException(
                        "where the build looks for the secret file '" + file + "' cannot be told from its name",
                        "give its place as well, as in " + name + ":.config/" + name + ": " + OPTION));
    }

    private static ProjectException unusable(Path file, String why, @Nullable Exception cause) {
        return new ProjectException(
                "the secret file '" + file + "' cannot be used: " + why,
                "name a file that this user may read: " + OPTION,
                cause);
    }

    /** These files and one more. Where both have one for a place, it is added to the given one if it can be. */
    SecretFiles with(SecretFile more) {
        List<SecretFile> all = new ArrayList<>(files);
        Optional<SecretFile> given =
                files.stream().filter(file -> file.path().equals(more.path())).findFirst();
        if (given.isEmpty()) {
            all.add(more);
        } else if (more.addition()) {
            all.remove(given.get());
            all.add(more.behind(given.get().content()));
        }
        return new SecretFiles(all);
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return files.isEmpty();
    }

    /** Their places below the home folder. */
    public Set<String> paths() {
        return files.stream().map(SecretFile::path).collect(Collectors.toUnmodifiableSet());
    }

    /** The secrets in them, as far as they can be told from the rest. */
    Set<String> values() {
        return files.stream()
                .flatMap(file -> SecretValues.inFile(file.text()).stream())
                .collect(Collectors.toUnmodifiableSet());
    }
}
