package io.github.lambdaci.host;

import io.github.lambdaci.artifact.LocalFiles;
import io.github.lambdaci.artifact.TreeEntry;
import io.github.lambdaci.failure.WorkspaceException;
import io.github.lambdaci.project.Descriptor;
import io.github.lambdaci.project.InputFile;
import io.github.lambdaci.runtime.Scripts;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** A private folder with a copy of a build's input, so that nothing is ever written into the project. */
final class HostWorkspace implements AutoCloseable {
    private static final Set<PosixFilePermission> OWNER = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private final Path root;

    private HostWorkspace(Path root) {
        this.root = root;
    }

    /** Makes one on the file system of the layer, onto which the packages are only moved then. */
    static HostWorkspace in(Path layer) {
        try {
            return new HostWorkspace(Files.createTempDirectory(layer.toAbsolutePath(), ".build-"));
        } catch (IOException e) {
            throw WorkspaceException.of("making a folder for the build", e);
        }
    }

    /** Copies the input, and tells the folder that the install is run in. */
    Path copyIn(Descriptor descriptor) {
        Path project = root.resolve("project");
        try {
            for (InputFile input : descriptor.inputs()) {
                Path copy = project.resolve(input.name());
                Files.createDirectories(Objects.requireNonNull(copy.getParent()));
                Files.copy(input.file(), copy);
                makeWritable(copy);
                if (input.content().isPresent()) {
                    Files.write(copy, input.content().get());
                }
            }
        } catch (IOException e) {
            throw WorkspaceException.of("copying the input of the build", e);
        }
        return project.resolve(descriptor.folder());
    }

    /**
     * Copies the files of a project with their times, by which a command may see what has changed since it ran last.
     *
     * @param output a folder that is there too
     */
    Path copyIn(List<TreeEntry> files, String output) {
        Path project = root.resolve("project");
        try {
            Files.createDirectories(project.resolve(output));
            for (TreeEntry file : files) {
                Path copy = project.resolve(file.name());
                Files.createDirectories(Objects.requireNonNull(copy.getParent()));
                if (file.linkTarget().isPresent()) {
                    Files.createSymbolicLink(copy, Path.of(file.linkTarget().get()));
                } else {
                    Files.copy(file.file(), copy, StandardCopyOption.COPY_ATTRIBUTES);
                    makeWritable(copy);
                }
            }
        } catch (IOException e) {
            throw WorkspaceException.of("copying the project", e);
        }
        return project;
    }

    /** A path in it that nothing else uses. */
    Path path(String name) {
        return root.resolve(name);
    }

    /** Puts content into a file of its own. */
    Path write(String name, byte[] content) {
        try {
            return Files.write(root.resolve(name), content);
        } catch (IOException e) {
            throw WorkspaceException.of("writing " + name + " for the build", e);
        }
    }

    /** Unpacks the scripts that come with lambda-ci, and tells their folder. */
    Path scripts() {
        Path folder = root.resolve("scripts");
        try {
            Files.createDirectory(folder);
            for (String name : Scripts.NAMES) {
                Files.write(folder.resolve(name), Scripts.content(name));
            }
            return folder;
        } catch (IOException e) {
            throw WorkspaceException.of("unpacking the scripts of lambda-ci", e);
        }
    }

    /** Moves a folder that the install left to its place; nothing if it left none. */
    void moveOut(Path produced, Path target) {
        if (!Files.isDirectory(produced, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            eachWritable(produced);
            Files.createDirectories(Objects.requireNonNull(target.getParent()));
            Files.move(produced, target);
        } catch (IOException e) {
            throw WorkspaceException.of("moving the packages", e);
        }
    }

    /** Installs leave folders that not even their owner may change. */
    private static void eachWritable(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) throws IOException {
                makeWritable(visited);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path visited, BasicFileAttributes attributes) throws IOException {
                if (!attributes.isSymbolicLink()) {
                    makeWritable(visited);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void makeWritable(Path path) throws IOException {
        Set<PosixFilePermission> permissions = EnumSet.copyOf(OWNER);
        if (!Files.isDirectory(path)) {
            permissions.remove(PosixFilePermission.OWNER_EXECUTE);
        }
        permissions.addAll(Files.getPosixFilePermissions(path));
        Files.setPosixFilePermissions(path, permissions);
    }

    @Override
    public void close() {
        try {
            eachWritable(root);
            LocalFiles.delete(root);
        } catch (IOException e) {
            throw WorkspaceException.of("removing the folder of the build", e);
        }
    }
}
