package io.github.lambdaci.plan;

import io.github.lambdaci.pipeline.SizeReport;
import java.util.Optional;

/**
 * How much of what Lambda allows the function takes, unzipped.
 *
 * @param before how much it takes now, if that could be read
 * @param after how much it would take
 */
public record SizeChange(Optional<Long> before, SizeReport after) {}
