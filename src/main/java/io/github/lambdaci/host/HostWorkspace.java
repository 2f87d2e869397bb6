package io.github.lambdaci.host;

import io.github.lambdaci.failure.WorkspaceException;
import io.github.lambdaci.project.Descriptor;
import io.github.lambdaci.project.InputFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
            }
        } catch (IOException e) {
            throw WorkspaceException.of("copying the input of the build", e);
        }
        return project.resolve(descriptor.folder());
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

    /** Puts a script that comes with lambda-ci into a file of its own. */
    Path script(String name) {
        try (InputStream in = Descriptor.class.getResourceAsStream("/io/github/lambdaci/runtime/" + name)) {
            return write(
                    name,
                    Objects.requireNonNull(in, "lambda-ci holds no " + name).readAllBytes());
        } catch (IOException e) {
            throw WorkspaceException.of("unpacking " + name, e);
        }
    }

    /** Moves a folder that the install left to its place; nothing if it left none. */
    void moveOut(Path produced, Path target) {
        if (!Files.isDirectory(produced)) {
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
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
                        throws IOException {
                    Files.delete(folder);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw WorkspaceException.of("removing the folder of the build", e);
        }
    }
}
