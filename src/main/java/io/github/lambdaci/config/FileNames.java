package io.github.lambdaci.config;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** How a value names a file, which is looked for beside the configuration file. */
public enum FileNames {
    /** Not at all. */
    NONE,
    /** It is one. */
    ALL,
    /** It is one there, or else one below the code. */
    IF_THERE,
    /** Up to a colon. */
    BEFORE_COLON,
    /** After an {@code @}. */
    AFTER_AT;

    /** The value for whoever is in another folder than the file's, which is empty for the current folder. */
    String from(Path folder, String value) {
        return switch (this) {
            case NONE -> value;
            case ALL -> resolved(folder, value);
            case IF_THERE -> Files.exists(Path.of(resolved(folder, value))) ? resolved(folder, value) : value;
            case BEFORE_COLON -> {
                int colon = value.indexOf(':');
                yield colon < 0
                        ? resolved(folder, value)
                        : resolved(folder, value.substring(0, colon)) + value.substring(colon);
            }
            case AFTER_AT -> value.startsWith("@") ? "@" + resolved(folder, value.substring(1)) : value;
        };
    }

    /** What cannot be a path is left to whoever refuses it. */
    private static String resolved(Path folder, String name) {
        if (name.isEmpty() || name.startsWith("~")) {
            return name;
        }
        try {
            return folder.resolve(name).toString();
        } catch (InvalidPathException e) {
            return name;
        }
    }
}
