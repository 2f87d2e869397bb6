package io.github.lambdaci.config;

import java.util.List;
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
 * @param waves the environments that are shipped to instead of it; none if it is one of its own
 * @param overrides settings of single functions
 */
record EnvironmentEntry(
        String name,
        Place place,
        Optional<FunctionEntry.Named> base,
        Map<String, Setting> settings,
        Optional<NamePattern> pattern,
        List<WaveReader.Written> waves,
        Map<String, Map<String, Setting>> overrides) {}
