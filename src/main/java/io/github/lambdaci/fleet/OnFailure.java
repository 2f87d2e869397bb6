package io.github.lambdaci.fleet;

/** What becomes of the other functions of a run when one fails. */
public enum OnFailure {
    /** All but those that come after it are done. */
    GO_ON,
    /** None is begun any more. */
    STOP,
    /** None becomes live: traffic moves only when all are ready, and goes back if one fails then. */
    HOLD_BACK
}
