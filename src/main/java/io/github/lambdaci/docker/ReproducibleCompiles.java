package io.github.lambdaci.docker;

import java.util.Map;

/**
 * Variables with which compiling the same sources twice gives the same bytes.
 *
 * <p>pip unpacks sources into folders with random names, and compilers write the names into what serves debuggers.
 */
final class ReproducibleCompiles {
    /** The linker leaves out what serves debuggers. CFLAGS would not do: a configure script takes them for all of its own. */
    private static final String WITHOUT_DEBUG_INFO = "-Wl,--strip-debug";

    /** The time in the input archive, too. */
    private static final String TIME =
            Long.toString(InputArchive.TIME.toInstant().getEpochSecond());

    private ReproducibleCompiles() {}

    /** Adds them to a container's variables, of which the user's go before. */
    static void addTo(Map<String, String> variables) {
        variables.putIfAbsent("SOURCE_DATE_EPOCH", TIME);
        variables.putIfAbsent("PYTHONHASHSEED", "0");
        variables.merge("LDFLAGS", WITHOUT_DEBUG_INFO, (users, ours) -> ours + " " + users);
    }
}
