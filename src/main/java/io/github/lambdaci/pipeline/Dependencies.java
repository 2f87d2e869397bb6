package io.github.lambdaci.pipeline;

import io.github.lambdaci.account.LayerVersionArn;
import io.github.lambdaci.account.StoredArtifact;
import io.github.lambdaci.artifact.Archive;
import io.github.lambdaci.packages.Contents;
import java.util.Optional;

/** What the bundle stage has to say of the dependencies: each case carries just what the next stages need. */
public sealed interface Dependencies {
    /** The project names none. */
    record None() implements Dependencies {}

    /** The right ones are attached. */
    record Unchanged(LayerVersionArn layer) implements Dependencies {}

    /** The right ones were built before. */
    record Stored(Wanted wanted, StoredArtifact packages) implements Dependencies {}

    /** The right ones are on this machine, and have to be uploaded. */
    sealed interface Local extends Dependencies {
        /** What they are. */
        Wanted wanted();

        /** Their zip. */
        Archive packages();
    }

    /** The right ones were built by this run, and this is what is in them. */
    record Built(Wanted wanted, Archive packages, Contents contents) implements Local {}

    /** The right ones were copied from where they are live. */
    record Copied(Wanted wanted, Archive packages) implements Local {}

    /** What is live elsewhere, and is to be live here, has none: so the layer goes that held some. */
    record Dropped() implements Dependencies {}

    /**
     * They are in the code.
     *
     * @param built their own zip, if they were built by this run
     */
    record InCode(Wanted wanted, Optional<Archive> built) implements Dependencies {}
}
