package io.github.lambdaci.notification;

/**
 * What a channel did not take.
 *
 * @param messages how many messages did not get there, or may not have
 * @param why what failed with the last of them, and on what
 * @param hint what to try
 */
public record Undelivered(int messages, String why, String hint) {}
