package io.github.lambdaci.cli;

/** What is written to stdout when a run succeeded. */
public enum OutputFormat {
    /** The ARN of the version that is live. */
    TEXT,
    /** A JSON document. */
    JSON
}
