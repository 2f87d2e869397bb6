package io.github.lambdaci.cli;

import io.github.lambdaci.config.Redaction;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.Map;

/**
 * What a command finds around it.
 *
 * @param environment the environment variables
 * @param clock the time
 * @param out takes the result, and help that was asked for
 * @param err takes everything else
 * @param colour whether errors are coloured
 * @param bytes standard input and output for what is not made of characters, or not of those of this machine's encoding
 * @param redaction hides secrets in what goes to the two of them, and in reports
 */
public record Surroundings(
        Map<String, String> environment,
        InstantSource clock,
        PrintWriter out,
        PrintWriter err,
        boolean colour,
        StandardBytes bytes,
        Redaction redaction) {}
