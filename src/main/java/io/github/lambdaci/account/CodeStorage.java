package io.github.lambdaci.account;

/**
 * How much room functions and layers take in an account and region.
 *
 * @param usedBytes what they take
 * @param limitBytes what they may take
 */
public record CodeStorage(long usedBytes, long limitBytes) {}
