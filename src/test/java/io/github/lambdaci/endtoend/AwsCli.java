package io.github.lambdaci.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/**
 * The AWS CLI, and scripts that call it, pointed at an emulator.
 *
 * @param endpoint the emulator's address
 * @param folder the working folder
 */
record AwsCli(URI endpoint, Path folder) {
    /** What a command came to, with both outputs in one. */
    record Outcome(int exitCode, String output) {}

    /** Skips the test if it, or jq, which scripts use beside it, is not installed. */
    static AwsCli at(URI endpoint, Path folder) {
        installedOrSkip("aws", "jq");
        return new AwsCli(endpoint, folder);
    }

    /** Skips the test, loudly, if a command is not installed. */
    static void installedOrSkip(String... commands) {
        for (String command : commands) {
            boolean there = Arrays.stream(System.getenv("PATH").split(":"))
                    .anyMatch(bin -> Files.isExecutable(Path.of(bin, command)));
            if (!there) {
                System.err.println("SKIPPED, and nothing is tested instead: " + command + " is not installed");
                Assumptions.abort(command + " is not installed");
            }
        }
    }

    /** The JSON that {@code aws} answers. */
    JsonNode aws(String... arguments) {
        List<String> command = new ArrayList<>(List.of("aws", "--output", "json"));
        command.addAll(List.of(arguments));
        Outcome outcome = run(command);
        if (outcome.exitCode() != 0) {
            throw new AssertionError(String.join(" ", command) + ": " + outcome.output());
        }
        try {
            return new ObjectMapper().readTree(outcome.output());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Outcome run(List<String> command) {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "AWS_ENDPOINT_URL", endpoint.toString(),
                        "AWS_ACCESS_KEY_ID", "testing",
                        "AWS_SECRET_ACCESS_KEY", "testing",
                        "AWS_DEFAULT_REGION", "us-east-1"));
        try {
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Outcome(process.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
