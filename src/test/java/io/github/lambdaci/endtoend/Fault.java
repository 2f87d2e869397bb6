package io.github.lambdaci.endtoend;

/** What can go wrong with one call to AWS, and how a run has to end then. */
enum Fault {
    CLOSED_ONCE("closed", Cut.BEFORE, 1, Ending.AS_IF_NOTHING),
    RESET_ONCE("reset", Cut.RESET, 1, Ending.AS_IF_NOTHING),
    LOST_ONCE("lost", Cut.ANSWER, 1, Ending.AS_IF_NOTHING),
    STATUS_500_ONCE("500", Cut.STATUS_500, 1, Ending.AS_IF_NOTHING),
    STATUS_503_ONCE("503", Cut.STATUS_503, 1, Ending.AS_IF_NOTHING),
    THROTTLED_ONCE("429", Cut.THROTTLED, 1, Ending.AS_IF_NOTHING),
    SLOW("slow", Cut.LATE, 1, Ending.AS_IF_NOTHING),
    /** Longer than the SDK tries, not longer than a run may wait. */
    THROTTLED_FOR_A_WHILE("429 x6", Cut.THROTTLED, 6, Ending.AS_IF_NOTHING),
    CLOSED("closed..", Cut.BEFORE, Integer.MAX_VALUE, Ending.FAILED),
    RESET("reset..", Cut.RESET, Integer.MAX_VALUE, Ending.FAILED),
    LOST("lost..", Cut.ANSWER, Integer.MAX_VALUE, Ending.FAILED),
    STATUS_500("500..", Cut.STATUS_500, Integer.MAX_VALUE, Ending.FAILED),
    STATUS_503("503..", Cut.STATUS_503, Integer.MAX_VALUE, Ending.FAILED),
    THROTTLED("429..", Cut.THROTTLED, Integer.MAX_VALUE, Ending.FAILED),
    DENIED("403..", Cut.STATUS_403, Integer.MAX_VALUE, Ending.FAILED),
    KILLED("KILL", Cut.KILL, 1, Ending.DEAD),
    TERMINATED("TERM", Cut.TERMINATE, 1, Ending.STOPPED);

    /** What happens to a request. */
    enum Cut {
        /** The connection is closed before AWS hears of it. */
        BEFORE,
        /** The same, with a reset instead of a farewell. */
        RESET,
        /** AWS does it, and its answer is lost. */
        ANSWER,
        /** AWS does it, and answers late. */
        LATE,
        STATUS_500,
        STATUS_503,
        STATUS_403,
        THROTTLED,
        /** AWS does it, and whoever asked is dead before the answer comes. */
        KILL,
        /** Whoever asked is told to stop before AWS hears of it; AWS does it, and answers. */
        TERMINATE
    }

    /** How a run has to end. */
    enum Ending {
        /** Nobody notices. */
        AS_IF_NOTHING,
        /** With exit code 1 and a message, unless the run can do without the call. */
        FAILED,
        STOPPED,
        DEAD
    }

    private final String title;
    private final Cut cut;
    private final int requests;
    private final Ending ending;

    Fault(String title, Cut cut, int requests, Ending ending) {
        this.title = title;
        this.cut = cut;
        this.requests = requests;
        this.ending = ending;
    }

    /** Short, for a table; dots for a fault that stays. */
    String title() {
        return title;
    }

    Cut cut() {
        return cut;
    }

    /** How many requests in a row it hits. */
    int requests() {
        return requests;
    }

    Ending ending() {
        return ending;
    }
}
