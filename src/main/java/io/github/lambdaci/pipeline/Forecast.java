package io.github.lambdaci.pipeline;

import io.github.lambdaci.artifact.Sha256;
import java.time.Duration;
import java.util.Optional;

/**
 * What a run would do just now, as far as that can be told while nothing is built and nothing is written.
 *
 * @param code what would become of the code
 * @param dependencies what would become of the dependencies
 * @param settings what would become of the settings that a version freezes
 * @param refused the version that was rolled back and that the run would ship again, which it would refuse
 * @param lastTook how long the run of the last release took, if that was recorded
 * @param toBuild the fingerprint of the dependencies, if they would be built
 */
public record Forecast(
        CodeWork code,
        DependencyWork dependencies,
        SettingsWork settings,
        Optional<String> refused,
        Optional<Duration> lastTook,
        Optional<Sha256> toBuild) {
    /** Where no earlier run is known, and no dependencies are to be built. */
    public Forecast(CodeWork code, DependencyWork dependencies, SettingsWork settings, Optional<String> refused) {
        this(code, dependencies, settings, refused, Optional.empty(), Optional.empty());
    }

    /** What would become of the code. */
    public enum CodeWork {
        /** It is live. */
        NONE,
        /** It would be shipped. */
        SHIP,
        /** It would have to be built before there is any telling. */
        BUILD
    }

    /** What would become of the dependencies. */
    public enum DependencyWork {
        /** The project names none. */
        NO_DEPENDENCIES,
        /** They are live. */
        NONE,
        /** They are in the code, and shipped with it. */
        WITH_CODE,
        /** A layer that is there already would be attached. */
        ATTACH,
        /** A layer would be published of packages that are there already. */
        PUBLISH,
        /** They would be built. */
        BUILD
    }

    /** What would become of the settings. */
    public enum SettingsWork {
        /** They are live. */
        NONE,
        /** They were changed and would be published. */
        PUBLISH,
        /** They are live, but the alias does not point only to what {@code $LATEST} is, as where others changed its layers. */
        MOVE
    }

    /** The same, where all that is to be live is there, and the alias is yet to be pointed to it. */
    Forecast moving() {
        return new Forecast(code, dependencies, SettingsWork.MOVE, refused, lastTook, toBuild);
    }

    /** Whether anything would be built. */
    public boolean isBuilding() {
        return code == CodeWork.BUILD || dependencies == DependencyWork.BUILD;
    }

    /** Whether the run would change anything, as far as that can be told. */
    public boolean changes() {
        boolean dependenciesStay = dependencies == DependencyWork.NONE
                || dependencies == DependencyWork.NO_DEPENDENCIES
                || dependencies == DependencyWork.WITH_CODE;
        return code != CodeWork.NONE || !dependenciesStay || settings != SettingsWork.NONE;
    }
}
