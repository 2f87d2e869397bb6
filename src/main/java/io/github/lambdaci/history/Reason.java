package io.github.lambdaci.history;

/**
 * Why something stays.
 *
 * @param kind what kind of reason it is
 * @param name of what: an alias, a version, a function or a layer version; empty where there is nothing to name
 */
public record Reason(Kind kind, String name) {
    /** The kinds of reasons. */
    public enum Kind {
        /** It is one of the newest versions. */
        NEWEST,
        /** It is newer than the oldest of those, so that a run may be about to use it. */
        NEWER,
        /** It was stored not long ago. */
        YOUNG,
        /** An alias points to it. */
        ALIAS,
        /** An alias sends it a share of the traffic. */
        WEIGHT,
        /** What is recorded of an alias says that it is live. */
        RECORDED_LIVE,
        /** A rollback of an alias goes back to it. */
        RECORDED_BEFORE,
        /** Execution environments are kept ready for it. */
        PROVISIONED_CONCURRENCY,
        /** A queue or a stream is read for it. */
        EVENT_SOURCE,
        /** A version of a function has it as a layer. */
        LAYER_OF,
        /** A version of a function has these bytes as its code. */
        CODE_OF,
        /** A version of this function that stays was made from this source version. */
        SOURCE_OF,
        /** The last release of an alias has these dependencies. */
        PACKAGES_OF,
        /** A layer version has these dependencies. */
        IN_LAYER,
        /** lambda-ci did not make it. */
        FOREIGN,
        /** It was taken into use, or changed, while the rest was removed. */
        MEANWHILE;

        /** Whether it is only about how old something is. */
        public boolean isAge() {
            return this == NEWEST || this == NEWER || this == YOUNG;
        }
    }

    static Reason of(Kind kind) {
        return new Reason(kind, "");
    }
}
