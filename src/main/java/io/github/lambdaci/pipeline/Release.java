package io.github.lambdaci.pipeline;

import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LayerVersionArn;
import io.github.lambdaci.account.StoredArtifact;
import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.project.LambdaProject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run came to.
 *
 * @param project what was shipped
 * @param live the version that the alias points to now, or is to point to, if it was left as it is; where nothing was
 *     deployed and there is no alias, {@code $LATEST}
 * @param previousVersion the version that was live before it, if any
 * @param status whether anything was changed
 * @param code the code
 * @param dependencies the dependencies, if the project has any
 * @param size how much of what Lambda allows it takes, if anything changed or it was asked for
 * @param uploaded what was stored, and where code and dependencies are kept
 * @param durations how long each stage took
 */
public record Release(
        LambdaProject project,
        FunctionVersion live,
        Optional<String> previousVersion,
        Status status,
        Code code,
        Optional<Dependencies> dependencies,
        Optional<SizeReport> size,
        Uploaded uploaded,
        Map<Stage, Duration> durations) {
    /** Whether a run changed anything. */
    public enum Status {
        /** The alias, or what it would be published from next, was changed. */
        PUBLISHED,
        /** Everything was right already. */
        UNCHANGED,
        /** The version is published, and waits for somebody else to move the alias. */
        WAITING,
        /** Code and dependencies are in S3, and wait for somebody else to deploy them. */
        UPLOADED
    }

    /** Everything that is stored for this source version now. */
    public List<StoredArtifact> artifacts() {
        return uploaded.artifacts();
    }

    /**
     * The code of a release.
     *
     * @param changed whether it differs from what was live
     * @param sha256 the hash of its zip
     * @param bytes the size of its zip
     */
    public record Code(boolean changed, Sha256 sha256, long bytes) {
        static Code of(Bundled bundled) {
            return new Code(
                    bundled.codeChanged(),
                    bundled.code().sha256(),
                    bundled.code().bytes());
        }
    }

    /**
     * The dependencies of a release.
     *
     * @param changed whether they differ from what was live
     * @param fingerprint the fingerprint of what went into them
     * @param layer the layer version that holds them; nothing if the code does
     * @param packages their zip, if it is known
     */
    public record Dependencies(
            boolean changed,
            Sha256 fingerprint,
            Optional<LayerVersionArn> layer,
            Optional<StateMarker.Packages> packages) {}
}
