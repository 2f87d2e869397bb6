package io.github.lambdaci.config;

import java.nio.file.Path;
import java.util.List;

/**
 * A setting that a file can have: an option of the command line.
 *
 * @param name the option's long name, without dashes
 * @param kind what its value can be
 * @param choices the words that it can be, for a choice
 * @param usual what yes stands for, where a value can be a text or yes; else empty
 * @param files how its values name files
 * @param description what it is, as help says it
 */
public record Key(String name, Kind kind, List<String> choices, String usual, FileNames files, String description) {
    /** The variables of a build, whose values are shown to nobody. */
    private static final String VARIABLES = "build-env";

    /** What a value can be. */
    public enum Kind {
        /** Yes or no. */
        FLAG("true or false"),
        /** A whole number. */
        NUMBER("a number"),
        /** Several texts, or one. */
        LIST("a list of texts"),
        /** A text. */
        TEXT("a text"),
        /** One of a few words. */
        CHOICE("one of a few words"),
        /** A JSON value, as a text or as it is. */
        JSON("a JSON value"),
        /** A text, or yes for the usual one. */
        OPTIONAL("a text, true or false");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /** A value for whoever is in another folder than the file's. */
    String from(Path folder, String value) {
        if (kind == Kind.OPTIONAL && value.equals("false")) {
            return value;
        }
        return files.from(folder, kind == Kind.OPTIONAL && value.equals("true") ? usual : value);
    }

    /** A value without what nobody may see. */
    public String visible(String value) {
        return name.equals(VARIABLES) ? value.replaceFirst("(?s)=.*", "=***") : value;
    }
}
