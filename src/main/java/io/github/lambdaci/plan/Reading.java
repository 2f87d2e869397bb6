package io.github.lambdaci.plan;

import io.github.lambdaci.packages.ZippedPackages;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was read of a zip, or why nothing was.
 *
 * @param content what is in it; nothing if it was not or could not be read
 * @param bytes the size of the zip
 * @param unreadable why it could not be read
 */
record Reading(Optional<ZippedPackages> content, long bytes, Optional<String> unreadable) {
    /** Of what is not there, or is the same before and after. */
    static final Reading NONE =
            new Reading(Optional.of(new ZippedPackages(Map.of(), List.of(), 0)), 0, Optional.empty());

    static Reading of(ZippedPackages content, long bytes) {
        return new Reading(Optional.of(content), bytes, Optional.empty());
    }

    static Reading failed(String why) {
        return new Reading(Optional.empty(), 0, Optional.of(why));
    }
}
