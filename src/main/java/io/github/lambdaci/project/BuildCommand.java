package io.github.lambdaci.project;

import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.failure.WorkspaceException;
import io.github.lambdaci.runtime.LambdaRuntime;
import io.github.lambdaci.runtime.Language;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A command that makes a project's finished package.
 *
 * @param line what a shell is given
 * @param origin who wants it to be run
 */
public record BuildCommand(String line, Origin origin) {
    private static final String MAKEFILE = "Makefile";

    /** A rule whose targets include {@code build}, and no assignment to a variable of that name. */
    private static final Pattern BUILD_TARGET =
            Pattern.compile("(?m)^(?:[^\\s#:=][^:=#\\n]* )?build(?: [^:=#\\n]*)?:(?!:?=)");

    /** Who wants a command to be run. */
    public enum Origin {
        /** The user said so. */
        OPTION,
        /** The project has a Makefile that can build it. */
        MAKEFILE
    }

    /** Checks that there is something to run. */
    public BuildCommand {
        if (line.isBlank()) {
            throw new ProjectException(
                    "the build command is empty", "give what a shell is to run: --build-command COMMAND");
        }
    }

    /** How a shell is told to run it. */
    public List<String> words() {
        return List.of("sh", "-c", line);
    }

    /**
     * The command for a project, if it has one.
     *
     * <p>A Makefile counts only where lambda-ci knows no package manager: in a project of Python or Node.js, its build
     * target may make anything.
     */
    static Optional<BuildCommand> find(Optional<String> given, SourceTree sources, LambdaRuntime runtime) {
        if (given.isPresent()) {
            return given.map(line -> new BuildCommand(line, Origin.OPTION));
        }
        Path makefile = sources.root().resolve(MAKEFILE);
        return runtime.language() == Language.OTHER && Files.isRegularFile(makefile) && hasBuildTarget(makefile)
                ? Optional.of(new BuildCommand("make build", Origin.MAKEFILE))
                : Optional.empty();
    }

    private static boolean hasBuildTarget(Path makefile) {
        try {
            // In ISO 8859-1 every byte is a character, whatever the file's encoding is.
            return BUILD_TARGET
                    .matcher(Files.readString(makefile, StandardCharsets.ISO_8859_1))
                    .find();
        } catch (IOException e) {
            throw WorkspaceException.of("reading " + makefile, e);
        }
    }
}
