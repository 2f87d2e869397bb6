package io.github.lambdaci.sandbox.lambda;

import java.time.Clock;
import java.time.Duration;

/** Whose Lambda it is, and how long it takes for what AWS does not do at once. */
public record LambdaSettings(
        String account, Clock clock, Duration createDelay, Duration updateDelay, Duration publishDelay) {}
