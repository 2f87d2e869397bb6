package io.github.lambdaci.sandbox.lambda;

/** One call of one version: who is called, with what, and where the function finds AWS. */
record Invocation(String requestId, FunctionRef invoked, FunctionVersion version, String payload, String endpoint) {
    /** What came of it. */
    record Outcome(String payload, boolean failed, String log) {}

    /** A function that ran, or did not get to run: its answer, and what the report says. */
    record Ran(String payload, boolean failed, Measures measures) {}

    /** How long it took, and what it needed; zero where nobody could tell. */
    record Measures(double initMillis, double runMillis, long maxMemoryMb) {}
}
