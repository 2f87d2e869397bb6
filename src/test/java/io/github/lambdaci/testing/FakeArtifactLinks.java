package io.github.lambdaci.testing;

import io.github.lambdaci.account.ArtifactLinks;
import io.github.lambdaci.account.SignedLink;
import io.github.lambdaci.account.StoredArtifact;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/** Links that name what they are for, by a clock that stands still. */
public final class FakeArtifactLinks implements ArtifactLinks {
    /** When everything is signed. */
    public static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @Override
    public SignedLink link(StoredArtifact artifact, Duration life) {
        return new SignedLink(
                URI.create("https://signed.example/" + artifact.key().key() + "?versionId="
                        + artifact.versionId().orElse("")),
                NOW.plus(life));
    }
}
