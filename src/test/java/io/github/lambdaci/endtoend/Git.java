package io.github.lambdaci.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The few things that tests do with git. */
final class Git {
    private Git() {}

    /** Commits all that is in a folder, and clones it with an unusual umask. */
    static Path commitAndClone(Path folder, Path clone) throws IOException, InterruptedException {
        run(folder, "init", "--quiet", "--initial-branch=main");
        run(folder, "add", "--all");
        run(folder, "-c", "user.name=test", "-c", "user.email=test@example.com", "commit", "--quiet", "-m", "first");
        run(folder, "clone", "--quiet", folder.toString(), clone.toString());
        return clone;
    }

    private static void run(Path folder, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "umask 077; exec git \"$@\"", "git"));
        command.addAll(List.of(arguments));
        Path log = Files.createTempFile("git", ".log");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor()).as(Files.readString(log)).isZero();
        Files.delete(log);
    }
}
