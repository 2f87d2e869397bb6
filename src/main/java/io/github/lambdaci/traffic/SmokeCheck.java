package io.github.lambdaci.traffic;

import java.util.Optional;

/**
 * A call of a version before it takes traffic.
 *
 * @param payload the event, JSON
 * @param expectation what the answer must be like; without it, any answer will do
 */
public record SmokeCheck(String payload, Optional<Expectation> expectation) {}
