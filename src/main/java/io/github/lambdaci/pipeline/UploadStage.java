package io.github.lambdaci.pipeline;

import io.github.lambdaci.artifact.Archive;
import io.github.lambdaci.artifact.ArtifactKey;
import io.github.lambdaci.artifact.ArtifactKeys;
import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.project.LambdaProject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Stores what changed: each content once, under the key of its source version first, then as the latest. */
final class UploadStage {
    private final ArtifactStore store;
    private final PipelineLog log;

    UploadStage(Ports ports) {
        this.store = ports.store();
        this.log = ports.log();
    }

    Uploaded run(LambdaProject project, Bundled bundled) {
        List<StoredArtifact> artifacts = new ArrayList<>();
        Optional<StoredArtifact> packages = packages(project, bundled.dependencies(), artifacts);
        Optional<StoredArtifact> code =
                bundled.codeChanged() ? Optional.of(code(project, bundled.code(), artifacts)) : Optional.empty();
        if (artifacts.isEmpty()) {
            log.nothingToUpload();
        }
        return new Uploaded(code, packages, List.copyOf(artifacts));
    }

    private StoredArtifact code(LambdaProject project, Archive archive, List<StoredArtifact> artifacts) {
        String version = project.sourceVersion().value();
        ArtifactKeys keys = project.keys();
        ArtifactMetadata metadata =
                new ArtifactMetadata(archive.sha256(), archive.unzippedBytes(), version, Optional.empty());
        StoredArtifact code = uploadOnce(archive, keys.code(version), metadata);
        artifacts.add(code);
        artifacts.add(copy(code, keys.latestCode(), metadata));
        return code;
    }

    private Optional<StoredArtifact> packages(
            LambdaProject project, Dependencies dependencies, List<StoredArtifact> artifacts) {
        if (dependencies instanceof Dependencies.Built built) {
            Sha256 fingerprint = built.wanted().fingerprint();
            ArtifactMetadata metadata = new ArtifactMetadata(
                    built.packages().sha256(),
                    built.packages().unzippedBytes(),
                    project.sourceVersion().value(),
                    Optional.of(fingerprint));
            StoredArtifact packages =
                    uploadOnce(built.packages(), project.keys().packages(fingerprint), metadata);
            return Optional.of(copyToKeys(project, packages, artifacts));
        }
        if (dependencies instanceof Dependencies.Stored stored) {
            return Optional.of(copyToKeys(project, stored.packages(), artifacts));
        }
        return Optional.empty();
    }

    private StoredArtifact copyToKeys(LambdaProject project, StoredArtifact packages, List<StoredArtifact> artifacts) {
        String version = project.sourceVersion().value();
        ArtifactMetadata metadata = new ArtifactMetadata(
                packages.sha256(),
                packages.metadata().unzippedBytes(),
                version,
                packages.metadata().fingerprint());
        artifacts.add(packages);
        artifacts.add(copy(packages, project.keys().dependencies(version), metadata));
        artifacts.add(copy(packages, project.keys().latestDependencies(), metadata));
        return packages;
    }

    private StoredArtifact uploadOnce(Archive archive, ArtifactKey key, ArtifactMetadata metadata) {
        Optional<StoredArtifact> present =
                store.find(key).filter(stored -> stored.sha256().equals(archive.sha256()));
        if (present.isPresent()) {
            log.artifactPresent(present.get());
            return present.get();
        }
        StoredArtifact stored = store.upload(archive, key, metadata);
        log.artifactUploaded(stored);
        return stored;
    }

    private StoredArtifact copy(StoredArtifact from, ArtifactKey to, ArtifactMetadata metadata) {
        StoredArtifact copied = store.copy(from, to, metadata);
        log.artifactCopied(copied);
        return copied;
    }
}
