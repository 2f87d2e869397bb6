package io.github.lambdaci;

import io.github.lambdaci.docker.Rehearsal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Releases what changed, again and again, for whoever records which classes a run loads: the launcher, for its archive. */
final class Training {
    /** The system property that names the folder of a project: {@code src/app.py}, and maybe requirements. */
    static final String FOLDER = "lambda-ci.training";

    private static final String REQUIREMENTS = "requirements.txt";

    private final Path folder;

    Training(Path folder) {
        this.folder = folder;
    }

    /** Whatever goes wrong is seen by what the last release comes to, which is up to the caller. */
    void run(Runnable release) {
        Rehearsal.run();
        // Code and dependencies are new to it; then the code is, and then the dependencies are those of an earlier
        // release.
        release.run();
        write("src/app.py", "    # changed again\n", StandardOpenOption.APPEND);
        release.run();
        if (Files.exists(folder.resolve(REQUIREMENTS))) {
            write(REQUIREMENTS, "dependency==1\n", StandardOpenOption.TRUNCATE_EXISTING);
            release.run();
        }
    }

    private void write(String file, String text, StandardOpenOption how) {
        try {
            Files.writeString(folder.resolve(file), text, how);
        } catch (IOException e) {
            throw new IllegalStateException(folder + " is no folder for training", e);
        }
    }
}
