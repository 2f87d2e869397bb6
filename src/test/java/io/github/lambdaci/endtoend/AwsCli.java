package io.github.lambdaci.endtoend;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Assumptions;

/** The AWS CLI of this machine. */
final class AwsCli {
    private AwsCli() {}

    /** Skips the test, loudly, where there is none. */
    static void orSkip() {
        boolean there = Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "aws")));
        if (!there) {
            System.err.println("SKIPPED, and nothing is tested instead: there is no AWS CLI");
            Assumptions.abort("there is no AWS CLI");
        }
    }
}
