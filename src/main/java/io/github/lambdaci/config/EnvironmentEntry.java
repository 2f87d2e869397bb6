package io.github.lambdaci.config;

import java.util.Map;
import java.util.Optional;

/**
 * An environment of the file.
 *
 * @param name its name
 * @param place where that stands
 * @param base the environment that it takes over what it does not say itself
 * @param settings its own, by their names
 * @param pattern what functions are called in it
 * @param overrides settings of single functions
 */
record EnvironmentEntry(
        String name,
        Place place,
        Optional<FunctionEntry.Named> base,
        Map<String, Setting> settings,
        Optional<NamePattern> pattern,
        Map<String, Map<String, Setting>> overrides) {}
