package io.github.lambdaci.account;

/** What came of removing something. */
public enum Removal {
    /** It is gone. */
    DONE,
    /** It is there still: it was taken into use, or changed, since it was read. */
    STILL_USED
}
