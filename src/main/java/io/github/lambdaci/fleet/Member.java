package io.github.lambdaci.fleet;

import io.github.lambdaci.traffic.Gate;
import java.util.List;
import java.util.function.Function;

/**
 * One of the functions of a run.
 *
 * @param name what it is called in the run
 * @param after those that must be done before it; others than the run's are taken to be done
 * @param work what is done for it, in a thread of its own; an exception is a failure of this function only. It is given what
 *     it is to wait for before traffic moves
 * @param <T> what it comes to
 */
public record Member<T>(String name, List<String> after, Function<Gate, T> work) {}
