package io.github.lambdaci.fleet;

import java.util.List;
import java.util.function.Supplier;

/**
 * One of the functions of a run.
 *
 * @param name what it is called in the run
 * @param after those that must be done before it; others than the run's are taken to be done
 * @param work what is done for it, in a thread of its own; an exception is a failure of this function only
 * @param <T> what it comes to
 */
public record Member<T>(String name, List<String> after, Supplier<T> work) {}
