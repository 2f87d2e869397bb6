package io.github.lambdaci.account;

import java.time.Instant;

/**
 * What {@code $LATEST} is just now, and how its last update went.
 *
 * @param version what it is
 * @param update how the last update went
 * @param reason what Lambda says of a failure; empty if there was none
 * @param modified when it was changed last
 * @param codeBytes the size of its zip
 */
public record LatestState(FunctionVersion version, Update update, String reason, Instant modified, long codeBytes) {
    /** How an update went (API reference, FunctionConfiguration: State and LastUpdateStatus). */
    public enum Update {
        /** It is done. */
        SUCCESSFUL,
        /** It is under way. */
        IN_PROGRESS,
        /** It failed, so that what was there before it is still there. */
        FAILED
    }
}
