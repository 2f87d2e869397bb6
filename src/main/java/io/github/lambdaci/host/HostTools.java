package io.github.lambdaci.host;

import io.github.lambdaci.failure.BuildException;
import io.github.lambdaci.runtime.LambdaRuntime;
import io.github.lambdaci.runtime.Language;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the package managers of this machine, and knows from which version on they can install for another platform. */
final class HostTools {
    private static final String INSTEAD = ", or use --builder docker";

    /** Tells a version, as in {@code pip 23.2.1 from …} or {@code 11.4.0}. */
    private static final Pattern VERSION = Pattern.compile("^(?:pip )?(\\d+)\\.(\\d+)(?:\\.\\S*)?(?: .*)?$");

    private final Map<String, String> environment;

    HostTools(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * What a package manager must be able to do.
     *
     * @param program the program that runs it
     * @param name its name
     * @param versionOption what makes the program tell its version
     * @param major the oldest version that will do, its first number
     * @param minor its second number
     * @param since what came with that version
     * @param install how to get it
     */
    private record Tool(
            String program,
            String name,
            List<String> versionOption,
            int major,
            int minor,
            String since,
            String install) {}

    /** Source: pip's changelog, where 21.0 takes several platforms; npm's, where 10.3.0 brings --libc. */
    private static Tool of(Language language) {
        return switch (language) {
            case PYTHON ->
                new Tool(
                        "python3",
                        "pip",
                        List.of("-m", "pip", "--version"),
                        21,
                        0,
                        "several --platform options",
                        "install Python 3 with pip (apt-get install python3-pip, dnf install python3-pip)");
            case NODEJS ->
                new Tool(
                        "npm",
                        "npm",
                        List.of("--version"),
                        10,
                        3,
                        "--os, --cpu and --libc",
                        "install Node.js 22 or later, or upgrade npm (npm install --global npm)");
            case OTHER -> throw new IllegalArgumentException("lambda-ci knows no package manager for " + language);
        };
    }

    /**
     * A command with the path of the program that runs a language's package manager in place of its name.
     *
     * <p>Of several Pythons, the function's own is preferred.
     */
    List<String> located(List<String> command, LambdaRuntime runtime) {
        Tool tool = of(runtime.language());
        String program = program(tool, runtime).toString();
        return command.stream()
                .map(word -> word.equals(tool.program()) ? program : word)
                .toList();
    }

    private Path program(Tool tool, LambdaRuntime runtime) {
        List<String> names = new ArrayList<>(List.of(tool.program()));
        if (runtime.language() == Language.PYTHON) {
            names.add(0, "python" + runtime.version());
        }
        List<Path> found = names.stream().flatMap(one -> onPath(one).stream()).toList();
        if (found.isEmpty()) {
            throw new BuildException("there is no " + tool.program() + " on this machine", tool.install() + INSTEAD);
        }
        Optional<Path> usable =
                found.stream().filter(one -> version(one, tool).isPresent()).findFirst();
        Path program = usable.orElseThrow(
                () -> new BuildException(found.get(0) + " cannot run " + tool.name(), tool.install() + INSTEAD));
        refuseOld(tool, version(program, tool).orElseThrow());
        return program;
    }

    private static void refuseOld(Tool tool, Matcher version) {
        int major = Integer.parseInt(version.group(1));
        int minor = Integer.parseInt(version.group(2));
        if (major < tool.major() || (major == tool.major() && minor < tool.minor())) {
            throw new BuildException(
                    tool.name() + " " + major + "." + minor + " is too old to install for Lambda's platform: "
                            + tool.name() + " " + tool.major() + "." + tool.minor() + " brought " + tool.since(),
                    tool.install() + INSTEAD);
        }
    }

    private Optional<Path> onPath(String name) {
        return Arrays.stream(environment.getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    private Optional<Matcher> version(Path program, Tool tool) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(tool.versionOption());
        List<String> lines = new ArrayList<>();
        int status = HostProcess.run(command, Path.of("/"), environment, lines::add);
        return status == 0
                ? lines.stream().map(VERSION::matcher).filter(Matcher::matches).findFirst()
                : Optional.empty();
    }
}
