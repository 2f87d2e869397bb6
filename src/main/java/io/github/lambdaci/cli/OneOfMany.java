package io.github.lambdaci.cli;

import java.nio.file.Path;
import java.util.List;

/** A command that can also be for many functions: what it was told of one of them. */
interface OneOfMany {
    /**
     * What is asked for.
     *
     * @throws io.github.lambdaci.failure.ProjectException if an option makes sense for one function only
     */
    ShipRequest asOneOfMany();

    /** Where what is shipped comes from. */
    List<Path> places();

    /** How it is gone about many functions. */
    FleetOptions fleet();

    OutputFormat format();

    boolean isVerbose();
}
