package io.github.lambdaci.config;

import java.util.List;

/**
 * A setting as a file has it.
 *
 * @param key which one
 * @param place where its name stands, or what it came from
 * @param values its value, or those of a list
 */
record Setting(Key key, Place place, List<Template> values) {}
