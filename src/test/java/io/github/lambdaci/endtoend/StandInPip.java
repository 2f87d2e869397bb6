package io.github.lambdaci.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Stands for pip, whose answers tests of other things take as given, and is much faster. */
final class StandInPip {
    private static final String SCRIPT = """
            #!/bin/sh
            case "$*" in *--version*) echo "pip 25.0 from here (python 3.11)"; exit;; esac
            mkdir lambda-ci-packages
            sed -n 's/^greeting==\\(.*\\)$/VERSION = "\\1"/p' requirements.txt > lambda-ci-packages/greeting.py
            """;

    private StandInPip() {}

    /** Puts it into a folder, as the Python that has it. */
    static String path(Path folder) {
        try {
            Path python = Files.createDirectories(folder.resolve("bin")).resolve("python3.11");
            Files.writeString(python, SCRIPT);
            if (!python.toFile().setExecutable(true)) {
                throw new IllegalStateException(python + " cannot be made executable");
            }
            return python.getParent() + ":" + System.getenv("PATH");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
