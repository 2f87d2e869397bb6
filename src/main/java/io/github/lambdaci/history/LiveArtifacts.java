package io.github.lambdaci.history;

import io.github.lambdaci.account.Account;
import io.github.lambdaci.account.ArtifactStore;
import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LayerContent;
import io.github.lambdaci.account.LayerVersionArn;
import io.github.lambdaci.account.PublishedVersion;
import io.github.lambdaci.account.StoredArtifact;
import io.github.lambdaci.artifact.ArtifactKey;
import io.github.lambdaci.artifact.ArtifactKeys;
import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.pipeline.LiveChange;
import io.github.lambdaci.project.LambdaProject.Target;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is live of a function, and which objects hold it.
 *
 * @param target names in AWS
 * @param live the version that the alias points to
 * @param sourceVersion the version of its sources
 * @param code the zip of its code
 * @param dependencies its dependencies, if a layer of lambda-ci's holds them
 */
public record LiveArtifacts(
        Target target,
        FunctionVersion live,
        String sourceVersion,
        StoredArtifact code,
        Optional<Dependencies> dependencies) {
    private static final String AGAIN =
            "ship it again, which stores what is missing: lambda-ci --announce-sns TOPIC_ARN";

    /**
     * Dependencies in a layer.
     *
     * @param zip the zip that it was made of
     * @param fingerprint the fingerprint of what went into them
     * @param layer the layer version
     */
    public record Dependencies(StoredArtifact zip, Sha256 fingerprint, LayerVersionArn layer) {}

    /**
     * Finds them, without the sources.
     *
     * @throws ProjectException if nothing is live, or if it is not in the bucket
     */
    public static LiveArtifacts find(Account account, Target target) {
        Recorded recorded = Recorded.read(account, target);
        refuseSharedTraffic(recorded);
        PublishedVersion version = recorded.version(recorded.live())
                .orElseThrow(() -> new ProjectException(
                        "alias " + target.alias() + " of " + target.function()
                                + " points to $LATEST, which changes: it cannot be announced",
                        "release a version: lambda-ci"));
        String sourceVersion = recorded.history().sourceVersion(version);
        return new LiveArtifacts(
                target,
                version.version(),
                sourceVersion,
                code(account.store(), recorded, version, sourceVersion),
                dependencies(account, recorded.target(), sourceVersion, version.version()));
    }

    private static void refuseSharedTraffic(Recorded recorded) {
        recorded.sharing().ifPresent(versions -> {
            throw new ProjectException(
                    "alias " + recorded.target().alias() + " of "
                            + recorded.target().function()
                            + " shares its traffic between " + versions
                            + ": it is not settled which of them is live",
                    "wait for the end of the shift, or end it: lambda-ci rollback --to " + recorded.live());
        });
    }

    private static StoredArtifact code(
            ArtifactStore store, Recorded recorded, PublishedVersion version, String sourceVersion) {
        ArtifactKeys keys = keys(recorded.target());
        Sha256 wanted = version.version().codeSha256();
        // What is in latest/ is replaced by the next release, but tells for which source version it was stored.
        Stream<String> told = store.find(keys.latestCode()).stream()
                .map(latest -> latest.metadata().sourceVersion());
        Stream<String> released = recorded.marker().stream()
                .flatMap(marker -> marker.history().stream())
                .filter(change -> change.codeSha256().equals(wanted.hex()))
                .map(LiveChange::sourceVersion);
        return Stream.of(Stream.of(sourceVersion), told, released)
                .flatMap(sources -> sources)
                .filter(source -> !source.isEmpty())
                .distinct()
                .map(keys::code)
                .flatMap(key -> store.find(key).stream())
                .filter(stored -> stored.sha256().equals(wanted))
                .findFirst()
                .orElseThrow(
                        () -> missing("the code of version " + version.version().version(), keys.code("*")));
    }

    private static Optional<Dependencies> dependencies(
            Account account, Target target, String sourceVersion, FunctionVersion live) {
        return Versions.ownLayer(live, target.layer())
                .map(layer -> dependencies(account, keys(target), sourceVersion, layer));
    }

    /** By the bytes of the layer: packages of one fingerprint can have been built twice, and differ. */
    private static Dependencies dependencies(
            Account account, ArtifactKeys keys, String sourceVersion, LayerVersionArn layer) {
        LayerContent content = account.layers().content(layer);
        Sha256 fingerprint = content.fingerprint()
                .orElseThrow(() -> new ProjectException(
                        "layer " + layer + " was not published by lambda-ci: what is in it is not known", AGAIN));
        ArtifactKey packages = keys.packages(fingerprint);
        Stream<ArtifactKey> released =
                Stream.of(sourceVersion).filter(version -> !version.isEmpty()).map(keys::dependencies);
        StoredArtifact zip = Stream.of(Stream.of(packages), released, Stream.of(keys.latestDependencies()))
                .flatMap(places -> places)
                .flatMap(key -> account.store().find(key).stream())
                .filter(stored -> stored.sha256().equals(content.sha256()))
                .findFirst()
                .orElseThrow(() -> missing("the zip of layer " + layer, packages));
        return new Dependencies(zip, fingerprint, layer);
    }

    private static ArtifactKeys keys(Target target) {
        return new ArtifactKeys(target.bucket(), target.function());
    }

    private static ProjectException missing(String what, ArtifactKey where) {
        return new ProjectException(what + " is not in the bucket any more; it was looked for at " + where, AGAIN);
    }
}
