package io.github.lambdaci.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A command that can also be for many functions: what it was told of one of them. */
interface OneOfMany {
    /**
     * What is asked for.
     *
     * @throws io.github.lambdaci.failure.ProjectException if an option makes sense for one function only
     */
    ShipRequest asOneOfMany();

    /** What is done for each. */
    default FleetTask<?> task(ResultTexts texts) {
        return new ReleaseTask(texts);
    }

    /**
     * The same, where it takes to know what all of them are.
     *
     * @param parts every function that is meant, in each of its places
     */
    default FleetTask<?> task(ResultTexts texts, List<FileArguments.Part> parts) {
        return task(texts);
    }

    /** From where in the history on only functions that changed are meant; nothing if all are. */
    default Optional<String> changedSince() {
        return Optional.empty();
    }

    /** Where what is shipped comes from on this machine. */
    default List<Path> places() {
        return List.of();
    }

    /** How it is gone about many functions. */
    FleetOptions fleet();

    OutputFormat format();

    boolean isVerbose();
}
