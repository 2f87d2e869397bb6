package io.github.lambdaci.config;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A part of the file, and the words in it that are no settings. */
enum Scope {
    FILE("the top of the file", false, "$schema", "defaults", "functions", "environments"),
    DEFAULTS("defaults", true, NamePattern.KEY),
    FUNCTION("functions.NAME", true, "after"),
    ENVIRONMENT("environments.NAME", true, "extends", NamePattern.KEY, "regions", WaveReader.KEY, "functions"),
    WAVE("environments.NAME.waves", false, "environments", "pause", "check"),
    OVERRIDE("environments.NAME.functions.NAME", true);

    private final String title;
    private final boolean settings;

    @SuppressWarnings("ImmutableEnumChecker") // It has no elements added.
    private final List<String> words;

    Scope(String title, boolean settings, String... words) {
        this.title = title;
        this.settings = settings;
        this.words = List.of(words);
    }

    boolean hasSettings() {
        return settings;
    }

    List<String> words() {
        return words;
    }

    /** The parts of the file that a word belongs to; empty if it belongs to none. */
    static String homes(String word, boolean isSetting) {
        return Arrays.stream(values())
                .filter(scope -> scope.words.contains(word) || (isSetting && scope.settings))
                .map(scope -> scope.title)
                .collect(Collectors.joining(" or "));
    }
}
