package io.github.lambdaci.cli;

import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.operation.EventPayload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Reads a payload from where the command line says: itself, a file or standard input. */
final class PayloadArgument {
    /** What Java makes of arguments that it cannot read: in the locale C, of everything beyond ASCII. */
    private static final char REPLACEMENT = '\uFFFD';

    private PayloadArgument() {}

    static EventPayload read(List<String> arguments, StandardBytes standard) {
        if (arguments.size() > 1) {
            throw new ProjectException(
                    "the payload came in " + arguments.size() + " pieces, beginning with '" + arguments.get(0) + "'",
                    "shells split it at spaces: put single quotes around it, as in '{\"id\": 1}'");
        }
        return read(arguments.get(0), standard);
    }

    private static EventPayload read(String argument, StandardBytes standard) {
        if (argument.equals("-")) {
            return EventPayload.of(standard.read(), "standard input");
        }
        if (argument.startsWith("@")) {
            return file(argument.substring(1));
        }
        if (argument.indexOf(REPLACEMENT) >= 0) {
            throw new ProjectException(
                    "this machine's locale has no place for some characters of the payload",
                    "set LC_ALL=C.UTF-8, or give the payload as a file (@event.json) or on standard input (-)");
        }
        try {
            return EventPayload.of(argument, "the payload");
        } catch (ProjectException e) {
            if (isFile(argument)) {
                throw new ProjectException(
                        String.valueOf(e.getMessage()), "to send what is in the file: @" + argument, e);
            }
            throw e;
        }
    }

    private static EventPayload file(String name) {
        try {
            return EventPayload.of(Files.readAllBytes(Path.of(name)), name);
        } catch (NoSuchFileException e) {
            throw new ProjectException(
                    "there is no file '" + name + "' with a payload",
                    "check its name: @FILE, from the current folder",
                    e);
        } catch (IOException | InvalidPathException e) {
            throw new ProjectException(
                    "the payload in '" + name + "' cannot be read: " + e.getMessage(),
                    "@FILE needs a file that this user may read",
                    e);
        }
    }

    private static boolean isFile(String argument) {
        try {
            return Files.isRegularFile(Path.of(argument));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
