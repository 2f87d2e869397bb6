package io.github.lambdaci.docker;

import io.github.lambdaci.artifact.TreeEntry;
import io.github.lambdaci.build.BuildEnvironment;
import io.github.lambdaci.failure.WorkspaceException;
import io.github.lambdaci.runtime.Scripts;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * Writes what a build needs as a tar for a container's root folder.
 *
 * <p>Everybody may write to all of it, because an image's user need not be root and installs write beside their input.
 */
final class InputArchive {
    /** Later than 1980, before which the zips that installs make on their way cannot date anything. */
    static final FileTime TIME = FileTime.from(Instant.parse("1980-02-01T00:00:00Z"));

    private final TarArchiveOutputStream tar;
    private final Set<String> folders = new HashSet<>();

    private InputArchive(TarArchiveOutputStream tar) {
        this.tar = tar;
    }

    static void write(Path target, BuildInput input, BuildEnvironment environment) {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target));
                TarArchiveOutputStream tar = new TarArchiveOutputStream(out, "UTF-8")) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            tar.setAddPaxHeadersForNonAsciiNames(true);
            new InputArchive(tar).add(input, environment);
        } catch (IOException e) {
            throw WorkspaceException.of("packing the input of the build", e);
        }
    }

    private void add(BuildInput input, BuildEnvironment environment) throws IOException {
        addFolders(BuildContainer.HOME);
        if (environment.caching()) {
            addFolders(BuildContainer.CACHE);
        }
        addFolders(BuildContainer.PROJECT + input.folder());
        addFolders(BuildContainer.SCRIPTS);
        for (String script : Scripts.NAMES) {
            add(BuildContainer.SCRIPTS + script, Scripts.content(script), 0644);
        }
        if (environment.caBundle().isPresent()) {
            add(BuildContainer.CA_BUNDLE, environment.caBundle().get().withPublicAuthorities(), 0644);
        }
        for (TreeEntry file : input.files()) {
            add(file, input);
        }
    }

    private void add(TreeEntry file, BuildInput input) throws IOException {
        String name = BuildContainer.PROJECT + file.name();
        addFolders(name.substring(0, name.lastIndexOf('/') + 1));
        byte[] rewritten = input.rewritten().get(file.name());
        if (rewritten != null) {
            add(name, rewritten, 0666);
            return;
        }
        FileTime time = input.keepsTimes() ? time(file.file()) : TIME;
        if (file.linkTarget().isPresent()) {
            TarArchiveEntry link = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
            link.setLinkName(file.linkTarget().get());
            header(link, 0, 0777, time);
        } else {
            header(new TarArchiveEntry(name), Files.size(file.file()), file.executable() ? 0777 : 0666, time);
            Files.copy(file.file(), tar);
        }
        tar.closeArchiveEntry();
    }

    private static FileTime time(Path file) throws IOException {
        FileTime time = Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS);
        return time.compareTo(TIME) < 0 ? TIME : time;
    }

    private void add(String name, byte[] content, int mode) throws IOException {
        header(new TarArchiveEntry(name), content.length, mode, TIME);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    /** Adds a folder, whose path ends with {@code /}, and those around it. */
    private void addFolders(String path) throws IOException {
        for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
            String folder = path.substring(0, end + 1);
            if (folders.add(folder)) {
                header(new TarArchiveEntry(folder), 0, 0777, TIME);
                tar.closeArchiveEntry();
            }
        }
    }

    private void header(TarArchiveEntry entry, long size, int mode, FileTime time) throws IOException {
        entry.setSize(size);
        entry.setMode(mode);
        entry.setLastModifiedTime(time);
        entry.setIds(0, 0);
        tar.putArchiveEntry(entry);
    }
}
