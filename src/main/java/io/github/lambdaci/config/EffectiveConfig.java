package io.github.lambdaci.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What counts for functions, and why.
 *
 * @param file the configuration file
 * @param environment its environment, if one was chosen
 * @param functions functions of the file, with what counts for them
 */
public record EffectiveConfig(Path file, Optional<String> environment, List<EffectiveFunction> functions) {
    /**
     * A function.
     *
     * @param name its name in the file
     * @param after the functions that are shipped before it
     * @param values what counts for it
     */
    public record EffectiveFunction(String name, List<String> after, List<EffectiveValue> values) {}

    /**
     * What a setting comes to.
     *
     * @param key which one
     * @param texts what may be shown of its value, or of those of a list
     * @param isSecret whether that is not all
     * @param origin where it comes from
     * @param where which place of the file, which variable or option, if any
     */
    public record EffectiveValue(Key key, List<String> texts, boolean isSecret, Origin origin, String where) {}

    /** Where a value comes from, the strongest first. */
    public enum Origin {
        /** An option of the command line. */
        COMMAND_LINE,
        /** The configuration file. */
        FILE,
        /** An environment variable. */
        VARIABLE,
        /** lambda-ci itself. */
        DEFAULT
    }
}
