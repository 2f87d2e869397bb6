package io.github.lambdaci.account;

import java.time.Instant;

/**
 * What a function logged at once; it can have several lines.
 *
 * @param time when
 * @param version the version that ran
 * @param stream the log stream, one for each execution environment
 * @param message what, without a line break at its end
 */
public record LogLine(Instant time, String version, String stream, String message) {}
