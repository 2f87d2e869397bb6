package io.github.lambdaci.history;

import io.github.lambdaci.failure.AwsException;
import java.util.List;

/** What becomes of something that is old. */
public sealed interface Fate {
    /**
     * It stays.
     *
     * @param reasons why, at least one
     */
    record Kept(List<Reason> reasons) implements Fate {
        /** Whether it is not old, so that it would stay even if nothing needed it. */
        public boolean isYoung() {
            return reasons.stream().anyMatch(reason -> reason.kind().isAge());
        }
    }

    /** Nothing uses it, but nothing was to be removed. */
    record Doomed() implements Fate {}

    /** It was removed. */
    record Removed() implements Fate {}

    /**
     * It could not be removed.
     *
     * @param failure what AWS said
     */
    record Failed(AwsException failure) implements Fate {}
}
