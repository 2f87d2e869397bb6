package io.github.lambdaci.lease;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * Whoever has or had a lease.
 *
 * @param id a name that no other lease has
 * @param owner the build or the person, for whoever waits or looks for them
 * @param process the process, to see whether it is still there from where it can be seen
 * @param command what it does, as in "release"
 * @param sourceVersion the version of the sources that it makes live, where that is known
 * @param since when it got the lease, by the clock of the store or, where it did not look at it first, of its own machine
 */
public record Holder(
        String id, String owner, String process, String command, Optional<String> sourceVersion, Instant since) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** Who it is and what it does, as in "build orders:17 (release of 1.4.0)". */
    public String description() {
        return owner + " (" + command
                + sourceVersion.map(version -> " of " + version).orElse("") + ")";
    }

    /** Since when it has the lease, as in "2026-11-21 12:00:00 UTC". */
    public String sinceText() {
        return TIME.format(since);
    }
}
