package io.github.lambdaci.docker;

import io.github.lambdaci.failure.WorkspaceException;
import io.github.lambdaci.pipeline.BuildEnvironment;
import io.github.lambdaci.project.Descriptor;
import io.github.lambdaci.project.InputFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * Writes what a build needs as a tar for a container's root folder.
 *
 * <p>Everybody may write to all of it, because an image's user need not be root and installs write beside their input.
 */
final class InputArchive {
    /** Later than 1980, before which the zips that installs make on their way cannot date anything. */
    private static final Date TIME = Date.from(Instant.parse("1980-02-01T00:00:00Z"));

    private final TarArchiveOutputStream tar;
    private final Set<String> folders = new HashSet<>();

    private InputArchive(TarArchiveOutputStream tar) {
        this.tar = tar;
    }

    static void write(Path target, Descriptor descriptor, BuildEnvironment environment) {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target));
                TarArchiveOutputStream tar = new TarArchiveOutputStream(out, "UTF-8")) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            tar.setAddPaxHeadersForNonAsciiNames(true);
            new InputArchive(tar).add(descriptor, environment);
        } catch (IOException e) {
            throw WorkspaceException.of("packing the input of the build", e);
        }
    }

    private void add(Descriptor descriptor, BuildEnvironment environment) throws IOException {
        addFolders(BuildContainer.HOME);
        if (environment.caching()) {
            addFolders(BuildContainer.CACHE);
        }
        if (!environment.secrets().isEmpty()) {
            addScript(BuildContainer.WITH_SECRETS);
        }
        addFolders(BuildContainer.PROJECT + descriptor.folder());
        if (environment.caBundle().isPresent()) {
            byte[] bundle = environment.caBundle().get().withPublicAuthorities();
            header(BuildContainer.CA_BUNDLE, bundle.length, 0644);
            tar.write(bundle);
            tar.closeArchiveEntry();
        }
        for (InputFile input : descriptor.inputs()) {
            add(BuildContainer.PROJECT + input.name(), input.file());
        }
    }

    /** Adds a script that comes with lambda-ci. */
    private void addScript(String name) throws IOException {
        addFolders(BuildContainer.SCRIPTS);
        try (InputStream in = Descriptor.class.getResourceAsStream("/io/github/lambdaci/runtime/" + name)) {
            byte[] script = Objects.requireNonNull(in, name).readAllBytes();
            header(BuildContainer.SCRIPTS + name, script.length, 0755);
            tar.write(script);
            tar.closeArchiveEntry();
        }
    }

    private void add(String name, Path file) throws IOException {
        addFolders(name.substring(0, name.lastIndexOf('/') + 1));
        boolean executable = Files.getPosixFilePermissions(file).contains(PosixFilePermission.OWNER_EXECUTE);
        header(name, Files.size(file), executable ? 0777 : 0666);
        Files.copy(file, tar);
        tar.closeArchiveEntry();
    }

    /** Adds a folder, whose path ends with {@code /}, and those around it. */
    private void addFolders(String path) throws IOException {
        for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
            String folder = path.substring(0, end + 1);
            if (folders.add(folder)) {
                header(folder, 0, 0777);
                tar.closeArchiveEntry();
            }
        }
    }

    private void header(String name, long size, int mode) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(size);
        entry.setMode(mode);
        entry.setModTime(TIME);
        entry.setIds(0, 0);
        tar.putArchiveEntry(entry);
    }
}
