package io.github.lambdaci.account;

import java.net.URI;
import java.time.Instant;

/**
 * A link by which an artifact can be downloaded without rights of one's own.
 *
 * @param url the link; whoever has it may download
 * @param expires when it ends to work
 */
public record SignedLink(URI url, Instant expires) {}
