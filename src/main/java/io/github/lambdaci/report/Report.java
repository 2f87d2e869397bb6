package io.github.lambdaci.report;

/** What can be reported of a run, each for another reader. */
public enum Report {
    /** Markdown for people. */
    SUMMARY(Mode.APPEND),
    /** Lines of {@code NAME=value} for the steps that follow. */
    VARIABLES(Mode.APPEND),
    /** The stages as test cases in JUnit's XML, which CI services show. */
    STAGES(Mode.REPLACE),
    /** CloudFormation's parameters that name what was uploaded. */
    PARAMETERS(Mode.REPLACE);

    private final Mode mode;

    Report(Mode mode) {
        this.mode = mode;
    }

    /** What becomes of a file that is there already. */
    enum Mode {
        /** It gets more lines: other steps write to it as well. */
        APPEND,
        /** It is one document. */
        REPLACE
    }

    boolean isAppended() {
        return mode == Mode.APPEND;
    }
}
