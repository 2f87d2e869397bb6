package io.github.lambdaci.cli;

/** A command that leaves reports, also when it fails. */
interface Reporting {
    /** Those of the run that is under way. */
    Reports reports();
}
