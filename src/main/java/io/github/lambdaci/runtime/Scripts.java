package io.github.lambdaci.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Scripts that come with lambda-ci, for installs that take more than a command. */
public final class Scripts {
    /** All of them: some call others, which lie beside them. */
    public static final List<String> NAMES =
            List.of("cross_pip.py", "locked.mjs", "locked.py", "unlink.mjs", "uv_or_pip.sh", "with-secrets.sh");

    private static final String PREFIX = "lambda-ci:";
    private static final String AND = "&&";
    private static final Pattern PLAIN = Pattern.compile("[\\w@%+=:,./-]+");

    private Scripts() {}

    /** A script's text. */
    public static byte[] content(String name) {
        try (InputStream in = Scripts.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(in, "lambda-ci holds no " + name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A command as it can be run.
     *
     * @param words words, of which some stand for scripts and {@code &&} joins commands
     * @param path the path of a script by its name
     */
    public static List<String> runnable(List<String> words, UnaryOperator<String> path) {
        List<String> found = words.stream()
                .map(word -> word.startsWith(PREFIX) ? path.apply(word.substring(PREFIX.length())) : word)
                .toList();
        return found.contains(AND)
                ? List.of(
                        "sh",
                        "-c",
                        String.join(" ", found.stream().map(Scripts::quoted).toList()))
                : found;
    }

    private static String quoted(String word) {
        return word.equals(AND) || PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
