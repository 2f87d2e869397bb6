package io.github.lambdaci.sandbox.lambda;

import java.time.Clock;

/** Whose Lambda it is, the time that it goes by, and how long it takes for what AWS does not do at once. */
public record LambdaSettings(String account, Clock clock, Delays delays) {}
