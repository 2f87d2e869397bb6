package io.github.lambdaci.console;

import io.github.lambdaci.pipeline.Release;
import io.github.lambdaci.project.Provenance;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * What others are told of a run.
 *
 * @param run the run
 * @param state what happened to it
 * @param at when
 * @param took how long the run has taken until then
 * @param change what changes in AWS
 * @param release the release that succeeded
 * @param failure why the run failed
 */
record News(
        Run run,
        State state,
        Instant at,
        Duration took,
        Change change,
        Optional<Release> release,
        Optional<Failure> failure) {
    /** What kind of run it is. */
    enum Operation {
        RELEASE,
        ROLLBACK;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What happens to a run. */
    enum State {
        STARTED,
        SUCCEEDED,
        FAILED,
        /** It failed, and the traffic that had moved is where it was. */
        WENT_BACK;

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** A run, with who does it, and from where what it releases is promoted. */
    record Run(
            Operation operation,
            String function,
            String alias,
            Optional<String> sourceVersion,
            String by,
            Optional<Provenance> provenance) {}

    /** From which version to which, and of which function, as far as it is known. */
    record Change(Optional<String> from, Optional<String> to, Optional<String> functionArn) {}

    /** Why a run failed, what to try, and what is live. */
    record Failure(String message, String hint, Optional<String> standing) {}
}
