package io.github.lambdaci.operation;

import io.github.lambdaci.account.Payload;
import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.failure.WorkspaceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.UUID;

/** A file that gets a function's answer, whole or not at all. */
public final class AnswerFile {
    private final Path file;

    private AnswerFile(Path file) {
        this.file = file;
    }

    /**
     * A file in a folder that is there.
     *
     * @throws ProjectException if it cannot be written, which had better be known before the function runs
     */
    public static AnswerFile of(Path file) {
        if (Files.isDirectory(file)) {
            throw new ProjectException(file + " is a folder", "name a file in it: --output-file FILE");
        }
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
        if (!Files.isDirectory(folder)) {
            throw new ProjectException("the folder " + folder + " does not exist", "make it first: mkdir -p " + folder);
        }
        if (!Files.isWritable(Files.exists(file) ? file : folder)) {
            throw new ProjectException(file + " may not be written", "choose another place: --output-file FILE");
        }
        return new AnswerFile(file);
    }

    /** Where it is. */
    public Path path() {
        return file;
    }

    /**
     * Writes an answer.
     *
     * @throws WorkspaceException if the disk refuses it
     */
    public void write(Payload answer) {
        try {
            // What a link leads to is replaced, not the link.
            Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
            if (Files.exists(target) && !Files.isRegularFile(target)) {
                // A device or a pipe takes what it is given.
                Files.write(target, answer.bytes());
            } else {
                replace(target, answer);
            }
        } catch (IOException e) {
            throw WorkspaceException.of("writing the answer to " + file, e);
        }
    }

    private static void replace(Path target, Payload answer) throws IOException {
        Path whole = target.resolveSibling(target.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            Files.write(whole, answer.bytes());
            Files.move(whole, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(whole);
        }
    }
}
