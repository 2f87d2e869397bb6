package io.github.lambdaci.sandbox.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * The state on disk, shared by every server that serves the directory: changes happen one at a time, also between
 * processes, and a file is either its old or its new self, also when a process is killed.
 *
 * <p>Nothing is kept in memory between requests, so that servers see one another's changes.
 */
public final class StateDirectory {
    // A lock on a file is held by the whole process, so two servers in one process need this one too.
    private static final Map<Path, ReentrantLock> IN_THIS_PROCESS = new ConcurrentHashMap<>();

    private final Path root;
    private final ReentrantLock lock;

    private StateDirectory(Path root) {
        this.root = root;
        this.lock = IN_THIS_PROCESS.computeIfAbsent(root, unused -> new ReentrantLock());
    }

    /** Opens the directory, which is made if it is not there, and refuses one that holds something else. */
    public static StateDirectory open(Path directory) {
        try {
            Files.createDirectories(directory);
            StateDirectory state = new StateDirectory(directory.toRealPath());
            state.exclusively(() -> {
                DirectoryMarker.claim(state);
                TemporaryFiles.sweep(state.path("tmp"));
            });
            return state;
        } catch (IOException | UncheckedIOException failed) {
            throw new IllegalStateException(
                    "cannot use " + directory.toAbsolutePath() + " as the sandbox's directory: " + failed.getMessage()
                            + "; name a directory that you may write to",
                    failed);
        }
    }

    public Path path(String... names) {
        Path path = root;
        for (String name : names) {
            path = path.resolve(name);
        }
        return path;
    }

    /** A change that may fail to read or to write. */
    @FunctionalInterface
    public interface Change<T> {
        T apply() throws IOException;
    }

    /** A change that answers nothing. */
    @FunctionalInterface
    public interface Action {
        void run() throws IOException;
    }

    public void exclusively(Action action) throws IOException {
        Object unused = exclusively(() -> {
            action.run();
            return Boolean.TRUE;
        });
    }

    /** Makes a change while no other server, in this process or another, makes one. */
    public <T> T exclusively(Change<T> change) throws IOException {
        lock.lock();
        try {
            return lock.getHoldCount() > 1 ? change.apply() : lockedBetweenProcesses(change);
        } finally {
            lock.unlock();
        }
    }

    @SuppressWarnings("try") // the file's lock is only held
    private <T> T lockedBetweenProcesses(Change<T> change) throws IOException {
        try (FileChannel channel =
                        FileChannel.open(path(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            return change.apply();
        }
    }

    /** A new file for something that is still arriving; it is moved into place when it is complete. */
    public Path temporary() throws IOException {
        Path directory = path("tmp");
        Files.createDirectories(directory);
        return directory.resolve(UUID.randomUUID().toString());
    }

    public Optional<ObjectNode> read(Path document) throws IOException {
        try {
            return Optional.of(Json.object(Files.readAllBytes(document)));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (JsonProcessingException damaged) {
            throw new IOException(
                    document + " is not readable as the sandbox's state (" + damaged.getOriginalMessage()
                            + "); delete it, or the whole directory, to start afresh",
                    damaged);
        }
    }

    public void write(Path document, ObjectNode content) throws IOException {
        Path complete = temporary();
        Files.write(complete, Json.bytes(content));
        moveInto(complete, document);
    }

    /** Moves a complete file to where it belongs, in one step, over what was there. */
    public void moveInto(Path complete, Path target) throws IOException {
        Path parent = target.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        try {
            Files.move(complete, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException unusualFileSystem) {
            throw new IOException(
                    "the file system of " + root + " cannot replace a file in one step", unusualFileSystem);
        }
    }

    /** Gives a complete file a second name; files in place never change, so the two may share their content. */
    public void link(Path existing, Path target) throws IOException {
        Path link = temporary();
        try {
            Files.createLink(link, existing);
        } catch (UnsupportedOperationException | java.nio.file.FileSystemException noLinksHere) {
            Files.copy(existing, link);
        }
        // A rename between two names of one file does nothing and leaves both names.
        moveInto(link, target);
        Files.deleteIfExists(link);
    }

    /** The files of a directory in the order of their names; none if the directory is not there. */
    public static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        } catch (NoSuchFileException absent) {
            return List.of();
        }
    }
}
