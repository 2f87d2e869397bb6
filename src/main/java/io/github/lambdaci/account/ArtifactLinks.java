package io.github.lambdaci.account;

import io.github.lambdaci.failure.AwsException;
import java.time.Duration;

/** Lets others download artifacts for a while. */
public interface ArtifactLinks {
    /**
     * A link to just this version of an artifact. It ends earlier than it was asked to where the credentials that sign it do.
     *
     * @throws AwsException if there are no credentials to sign it
     */
    SignedLink link(StoredArtifact artifact, Duration life);
}
