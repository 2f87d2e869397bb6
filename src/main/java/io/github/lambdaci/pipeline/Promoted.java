package io.github.lambdaci.pipeline;

import io.github.lambdaci.account.Account;
import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LayerVersionArn;
import io.github.lambdaci.artifact.ArtifactKeys;
import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.project.Provenance;
import io.github.lambdaci.project.SourceVersion;
import java.util.Optional;

/**
 * What is live elsewhere, and is to be live here too, as it is.
 *
 * @param place where it is live
 * @param version the version that is live
 * @param sourceVersion the version of its sources
 * @param codeBytes the size of its code's zip
 * @param sources what that zip was made of, if it is known
 * @param packages its dependencies
 * @param descriptor the package descriptor that is cached there, if one is
 */
public record Promoted(
        Place place,
        FunctionVersion version,
        SourceVersion sourceVersion,
        long codeBytes,
        Optional<StateMarker.Sources> sources,
        Packages packages,
        Optional<NewDescriptor> descriptor) {
    /**
     * Where something is live.
     *
     * @param name what whoever promotes it calls the place
     * @param account the account
     * @param keys the keys of its artifacts
     */
    public record Place(String name, Account account, ArtifactKeys keys) {}

    /** Its dependencies. */
    public sealed interface Packages {
        /** The fingerprint of what went into them, if there are any. */
        default Optional<Sha256> fingerprint() {
            return Optional.empty();
        }

        /** There are none, or nobody knows of them: the code is all there is. */
        record None() implements Packages {}

        /** They are in the code. */
        record InCode(Sha256 known) implements Packages {
            @Override
            public Optional<Sha256> fingerprint() {
                return Optional.of(known);
            }
        }

        /**
         * They are in a layer.
         *
         * @param arn its version
         * @param known the fingerprint
         * @param sha256 the hash of its zip
         */
        record InLayer(LayerVersionArn arn, Sha256 known, Sha256 sha256) implements Packages {
            @Override
            public Optional<Sha256> fingerprint() {
                return Optional.of(known);
            }
        }
    }

    /** What is recorded of where it came from. */
    public Provenance provenance() {
        return new Provenance(place.name(), version.functionArn(), version.version());
    }

    /** The layer with its dependencies, if it has one. */
    Optional<Packages.InLayer> layer() {
        return packages instanceof Packages.InLayer layer ? Optional.of(layer) : Optional.empty();
    }
}
