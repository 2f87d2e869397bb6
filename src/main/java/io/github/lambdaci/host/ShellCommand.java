package io.github.lambdaci.host;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A command of this machine's shell, with all that the user's own commands find. */
public final class ShellCommand {
    private ShellCommand() {}

    /**
     * Runs one to its end, or until this thread is interrupted, and tells its exit status.
     *
     * @param lines takes what it writes
     * @param variables what it finds in its environment besides
     */
    public static int run(String command, Path folder, Consumer<String> lines, Map<String, String> variables) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.putAll(variables);
        return HostProcess.run(List.of("/bin/sh", "-c", command), folder, environment, lines);
    }
}
