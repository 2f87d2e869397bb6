package io.github.lambdaci.host;

import io.github.lambdaci.build.HomeVariables;
import io.github.lambdaci.build.SecretFile;
import io.github.lambdaci.build.SecretFiles;
import io.github.lambdaci.failure.WorkspaceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A home folder for a build that needs files with secrets: links to what is in this user's own, but for those files.
 *
 * <p>Everything that is looked for at home is found so, whichever program looks for it, and nothing at home is changed.
 */
final class HostHome {
    /** Variables that would lead around the home folder, by what they lead to. */
    private static final Map<String, List<String>> AROUND = Map.of(
            ".netrc", List.of("NETRC"),
            ".npmrc", List.of("NPM_CONFIG_USERCONFIG", "npm_config_userconfig"),
            ".config/", List.of("XDG_CONFIG_HOME"));

    private final Path home;
    private final Path own;

    private HostHome(Path home, Path own) {
        this.home = home;
        this.own = own;
    }

    /**
     * Makes one, and lets the variables of a build lead to it.
     *
     * @param home a folder that nobody else can look into; it is made
     */
    static void make(Path home, SecretFiles secrets, Map<String, String> variables) {
        try {
            new HostHome(home, Path.of(variables.getOrDefault("HOME", "/nonexistent"))).make(secrets);
        } catch (IOException e) {
            throw WorkspaceException.of("making a home folder for the build", e);
        }
        AROUND.forEach((path, names) -> {
            if (secrets.paths().stream().anyMatch(secret -> secret.startsWith(path))) {
                names.forEach(variables::remove);
            }
        });
        variables.put("HOME", home.toString());
        variables.putAll(HomeVariables.of(secrets, home.toString(), false));
    }

    private void make(SecretFiles secrets) throws IOException {
        Set<Path> made = new HashSet<>();
        for (SecretFile file : secrets.files()) {
            Path path = Path.of(file.path());
            for (int names = 0; names < path.getNameCount(); names++) {
                Path folder = names == 0 ? Path.of("") : path.subpath(0, names);
                if (made.add(folder)) {
                    replace(folder);
                }
            }
            write(file);
        }
    }

    /** Makes a folder of links, in place of the link to the folder itself. */
    private void replace(Path folder) throws IOException {
        Path here = home.resolve(folder);
        Files.deleteIfExists(here);
        Files.createDirectory(here, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path there = own.resolve(folder);
        if (Files.isDirectory(there)) {
            try (Stream<Path> entries = Files.list(there)) {
                for (Path entry : entries.toList()) {
                    Files.createSymbolicLink(here.resolve(Objects.requireNonNull(entry.getFileName())), entry);
                }
            }
        }
    }

    private void write(SecretFile file) throws IOException {
        Path here = home.resolve(file.path());
        Path there = own.resolve(file.path());
        SecretFile written = file.addition() && Files.isReadable(there) ? file.behind(Files.readAllBytes(there)) : file;
        Files.deleteIfExists(here);
        Files.createFile(here, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(here, written.content());
    }
}
