package io.github.lambdaci.project;

import io.github.lambdaci.failure.ProjectException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Code from elsewhere, such as what several functions of a repository share.
 *
 * @param from a folder or a file on this machine
 * @param to its path in the zip, with {@code /} between folders; empty for the zip's root
 */
public record Inclusion(Path from, String to) {
    private static final String FORM = "write --include FROM:TO, as in --include ../shared/lib:lib";

    /**
     * Reads {@code FROM} or {@code FROM:TO}. Without {@code TO}, or for a file and a {@code TO} that ends with
     * {@code /}, {@code FROM}'s own name is kept.
     *
     * @throws ProjectException if {@code FROM} does not exist or {@code TO} is outside of the zip
     */
    public static Inclusion of(String value) {
        int colon = value.lastIndexOf(':');
        String from = colon < 0 ? value : value.substring(0, colon);
        if (from.isBlank() || colon == value.length() - 1) {
            throw new ProjectException("'" + value + "' does not say what to include, or where", FORM);
        }
        Path source = Path.of(from);
        if (!Files.isRegularFile(source) && !Files.isDirectory(source)) {
            throw new ProjectException(
                    "'" + from + "', which is to be included, "
                            + (Files.exists(source) ? "is neither a file nor a folder" : "does not exist"),
                    "the path is relative to the current folder; " + FORM);
        }
        return new Inclusion(source, colon < 0 ? lastName(source) : target(source, value.substring(colon + 1)));
    }

    private static String target(Path source, String to) {
        boolean isFolder = to.endsWith("/") || to.equals(".") || to.endsWith("/.");
        Path target = Path.of(to).normalize();
        if (Path.of(to).isAbsolute() || target.startsWith("..")) {
            throw new ProjectException("'" + to + "' is not a path inside of the zip", FORM);
        }
        Path named = isFolder && Files.isRegularFile(source) ? target.resolve(lastName(source)) : target;
        return named.toString().replace(File.separatorChar, '/');
    }

    /** Also of {@code ..} and {@code .}, which have a name only as part of a longer path. */
    private static String lastName(Path source) {
        Path name = source.toAbsolutePath().normalize().getFileName();
        if (name == null) {
            throw new ProjectException("'" + source + "' has no name to be included by", FORM);
        }
        return name.toString();
    }

    /** What the names of its files begin with in the zip. */
    String prefix() {
        return to.isEmpty() ? "" : to + "/";
    }
}
