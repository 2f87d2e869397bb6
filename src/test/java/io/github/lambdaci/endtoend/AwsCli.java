package io.github.lambdaci.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
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

    /** Skips the test if the commands are not installed. */
    static AwsCli at(URI endpoint, Path folder) {
        AwsCli cli = new AwsCli(endpoint, folder);
        for (String command : List.of("aws", "jq", "sh")) {
            if (cli.run(List.of("sh", "-c", "command -v " + command)).exitCode() != 0) {
                System.err.println("SKIPPED, and nothing is tested instead: " + command + " is not installed");
                Assumptions.abort(command + " is not installed");
            }
        }
        return cli;
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
