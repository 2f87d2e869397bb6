package io.github.lambdaci.sandbox;

/**
 * A function that is there from the start, as infrastructure as code would have made it.
 *
 * @param name the function's name
 * @param runtime for example {@code python3.12}
 * @param architecture {@code x86_64} or {@code arm64}
 * @param handler for example {@code app.handler}
 * @param aliasName the alias that points to version 1
 */
public record FunctionSeed(String name, String runtime, String architecture, String handler, String aliasName) {}
