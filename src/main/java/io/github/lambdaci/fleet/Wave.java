package io.github.lambdaci.fleet;

import java.util.List;

/**
 * Functions that are done before those of the next wave are begun.
 *
 * @param name what it is called
 * @param members with no two of one name
 * @param then what there is before the next
 * @param <T> what the work of each comes to
 */
public record Wave<T>(String name, List<Member<T>> members, Intermission then) {}
