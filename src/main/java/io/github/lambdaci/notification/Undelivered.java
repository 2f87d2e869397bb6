package io.github.lambdaci.notification;

/**
 * A channel that did not take all that it was given.
 *
 * @param channel its name
 * @param messages how many messages did not get there, or may not have
 * @param why what failed with the last of them
 * @param hint what to try
 */
public record Undelivered(String channel, int messages, String why, String hint) {}
