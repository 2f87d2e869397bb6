package io.github.lambdaci.project;

import io.github.lambdaci.failure.InterruptedRunException;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Asks a program on this machine for a few lines. */
final class LocalCommand {
    private static final long SECONDS = 10;

    private LocalCommand() {}

    /** What the program wrote to stdout; nothing if it is not there, failed or took too long. */
    static Optional<String> ask(List<String> command, Map<String, String> environment) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment().putAll(environment);
            return answer(builder.start());
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedRunException("asking " + command.get(0));
        }
    }

    private static Optional<String> answer(Process process) throws IOException, InterruptedException {
        try {
            process.onExit().orTimeout(SECONDS, TimeUnit.SECONDS).exceptionally(late -> process.destroyForcibly());
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? Optional.of(output.strip()) : Optional.empty();
        } finally {
            process.destroyForcibly();
        }
    }
}
