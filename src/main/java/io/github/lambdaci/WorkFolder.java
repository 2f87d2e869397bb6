package io.github.lambdaci;

import io.github.lambdaci.artifact.LocalFiles;
import io.github.lambdaci.failure.WorkspaceException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder for what one run makes, which nobody else can look into. */
final class WorkFolder implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(WorkFolder.class);

    private final Path path;

    private WorkFolder(Path path) {
        this.path = path;
    }

    /** Makes it in the folder that TMPDIR names, which Java itself does not look at, or in the system's own. */
    static WorkFolder create(Map<String, String> environment) {
        String given = environment.getOrDefault("TMPDIR", "");
        Path parent = Path.of(given.isEmpty() ? System.getProperty("java.io.tmpdir") : given);
        while (true) {
            // A name that nobody has is enough, as nobody else may look into it: what makes secret ones takes long to
            // begin, and so does what knows this process's number.
            String name = "lambda-ci-" + System.nanoTime();
            try {
                return new WorkFolder(Files.createDirectory(parent.resolve(name), LocalFiles.PRIVATE));
            } catch (FileAlreadyExistsException e) {
                LOGGER.debug("{} is there already", e.getFile());
            } catch (IOException e) {
                throw WorkspaceException.of("making a temporary folder in " + parent, e);
            }
        }
    }

    Path path() {
        return path;
    }

    /** Removes the folder; what cannot be removed is no reason to fail a release that is done. */
    @Override
    public void close() {
        try {
            LocalFiles.delete(path);
        } catch (IOException e) {
            LOGGER.warn("{} could not be removed: {}", path, e.toString());
        }
    }
}
