package io.github.lambdaci.pipeline;

import io.github.lambdaci.account.StoredArtifact;
import io.github.lambdaci.concurrent.Pending;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the upload stage stored, while it is still being copied to further keys: nobody deploys from those. */
final class Uploading {
    private final Optional<StoredArtifact> code;
    private final Optional<StoredArtifact> packages;
    private final List<StoredArtifact> artifacts;
    private final List<Pending<StoredArtifact>> copies;
    private final PipelineLog log;

    Uploading(
            Optional<StoredArtifact> code,
            Optional<StoredArtifact> packages,
            List<StoredArtifact> artifacts,
            List<Pending<StoredArtifact>> copies,
            PipelineLog log) {
        this.code = code;
        this.packages = packages;
        this.artifacts = new ArrayList<>(artifacts);
        this.copies = new ArrayList<>(copies);
        this.log = log;
    }

    Optional<StoredArtifact> code() {
        return code;
    }

    Optional<StoredArtifact> packages() {
        return packages;
    }

    /** Waits until all is copied, and tells so once. */
    Uploaded done() {
        for (Pending<StoredArtifact> copy : copies) {
            StoredArtifact copied = copy.get();
            log.artifactCopied(copied);
            artifacts.add(copied);
        }
        copies.clear();
        return new Uploaded(code, packages, List.copyOf(artifacts));
    }
}
