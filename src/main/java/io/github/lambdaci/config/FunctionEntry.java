package io.github.lambdaci.config;

import java.util.List;
import java.util.Map;

/**
 * A function of the file.
 *
 * @param name its name in the file
 * @param place where that stands
 * @param settings its own, by their names
 * @param after the functions that are shipped before it, each with its place
 */
record FunctionEntry(String name, Place place, Map<String, Setting> settings, List<Named> after) {
    /** Something that another part of the file has, and where it is named. */
    record Named(String name, Place place) {}
}
