package io.github.lambdaci.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * Terraform, run in a folder.
 *
 * <p>Providers come from where {@code TF_CLI_CONFIG_FILE} says, or else this machine's mirror, or else the registry.
 *
 * @param folder the working folder, with the configuration
 * @param environment variables that are added to this process's own
 */
public record Terraform(Path folder, Map<String, String> environment) {
    private static final String CONFIGURATION = "TF_CLI_CONFIG_FILE";
    private static final Path MIRROR = Path.of("../shared/tools/terraform-cli-config");
    private static final Optional<String> CONFIGURED = configuration();

    /** What a run came to, with its two outputs as one. */
    public record Outcome(int exitCode, String output) {}

    /** Skips the test, loudly, where Terraform is not installed or cannot get its providers. */
    public void initOrSkip() {
        if (run("version").exitCode() != 0) {
            skip("Terraform is not installed");
        }
        Outcome outcome = run("init", "-input=false", "-no-color");
        if (outcome.exitCode() != 0) {
            skip("terraform init failed: " + outcome.output());
        }
    }

    private static void skip(String reason) {
        System.err.println("SKIPPED, and nothing is tested instead: " + reason);
        Assumptions.abort(reason);
    }

    /** Runs it to its end. */
    public Outcome run(String... arguments) {
        List<String> command = new ArrayList<>(List.of("terraform"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().remove(CONFIGURATION);
        CONFIGURED.ifPresent(file -> builder.environment().put(CONFIGURATION, file));
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Outcome(process.waitFor(), output);
        } catch (IOException e) {
            return new Outcome(127, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Optional<String> configuration() {
        String named = System.getenv(CONFIGURATION);
        if (named != null && Files.isRegularFile(Path.of(named))) {
            return Optional.of(named);
        }
        if (!Files.isExecutable(MIRROR)) {
            return Optional.empty();
        }
        try {
            Process process = new ProcessBuilder(MIRROR.toAbsolutePath().toString()).start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Copies configurations, so that what runs leave is not left among them. */
    public static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path relative = from.relativize(file);
                if (!relative.toString().contains(".terraform")
                        && !relative.toString().contains("tfstate")) {
                    Files.createDirectories(to.resolve(relative).getParent());
                    Files.copy(file, to.resolve(relative));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
