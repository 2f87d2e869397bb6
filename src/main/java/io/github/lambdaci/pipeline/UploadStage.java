package io.github.lambdaci.pipeline;

import io.github.lambdaci.account.ArtifactMetadata;
import io.github.lambdaci.account.ArtifactStore;
import io.github.lambdaci.account.StoredArtifact;
import io.github.lambdaci.artifact.Archive;
import io.github.lambdaci.artifact.ArtifactKey;
import io.github.lambdaci.artifact.ArtifactKeys;
import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.project.LambdaProject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Stores what changed: each content once, under the key of its source version first, then as the latest. */
final class UploadStage {
    private final ArtifactStore store;
    private final KeptArtifacts keptArtifacts;
    private final PipelineLog log;

    /**
     * Makes the stage.
     *
     * @param workFolder a folder for what has to be fetched first
     */
    UploadStage(Ports ports, Path workFolder) {
        this.store = ports.account().store();
        this.keptArtifacts = new KeptArtifacts(ports, workFolder);
        this.log = ports.log();
    }

    /** Whether it has anything to store. */
    static boolean isNeeded(Bundled bundled) {
        Dependencies dependencies = bundled.dependencies();
        return bundled.codeChanged()
                || dependencies instanceof Dependencies.Built
                || dependencies instanceof Dependencies.Stored
                || (dependencies instanceof Dependencies.InCode inCode
                        && inCode.built().isPresent());
    }

    /**
     * Keeps what this run built where it is found again, which changes nothing for anybody: so that it is not lost if the
     * run has to wait for another one and ends before its turn.
     */
    Bundled keepBuilt(LambdaProject project, Bundled bundled) {
        List<StoredArtifact> kept = new ArrayList<>();
        Code code = bundled.code();
        if (bundled.codeChanged()
                && code instanceof Code.Local local
                && local.fingerprint().isPresent()) {
            code = new Code.Stored(
                    keep(project, local.archive(), local.fingerprint().get(), kept));
        }
        Dependencies dependencies = bundled.dependencies();
        if (dependencies instanceof Dependencies.Built built) {
            dependencies = new Dependencies.Stored(
                    built.wanted(),
                    keep(project, built.packages(), built.wanted().fingerprint(), kept));
        }
        return new Bundled(code, bundled.codeChanged(), dependencies, bundled.size());
    }

    /** Whether what is live already is kept where it can be deployed from. */
    boolean isAllKept(LambdaProject project, Prepared prepared) {
        return keptArtifacts.code(project, prepared).isPresent()
                && layered(prepared)
                        .filter(wanted ->
                                keptArtifacts.packages(project, wanted).isEmpty())
                        .isEmpty();
    }

    Uploaded run(LambdaProject project, Rollout rollout, Prepared prepared) {
        Bundled bundled = prepared.bundled();
        List<StoredArtifact> artifacts = new ArrayList<>();
        Optional<StoredArtifact> packages = packages(project, bundled.dependencies(), artifacts);
        Optional<StoredArtifact> code =
                bundled.codeChanged() ? Optional.of(code(project, bundled.code(), artifacts)) : Optional.empty();
        if (rollout.locating()) {
            packages = packages.or(() -> liveDependencies(project, prepared, artifacts));
            code = code.or(() -> Optional.of(liveCode(project, prepared, artifacts)));
        }
        if (artifacts.isEmpty()) {
            log.nothingToUpload();
        }
        return new Uploaded(code, packages, List.copyOf(artifacts));
    }

    private StoredArtifact liveCode(LambdaProject project, Prepared prepared, List<StoredArtifact> artifacts) {
        return keptArtifacts
                .code(project, prepared)
                .orElseGet(() -> code(project, prepared.bundled().code(), artifacts));
    }

    private Optional<StoredArtifact> liveDependencies(
            LambdaProject project, Prepared prepared, List<StoredArtifact> artifacts) {
        return layered(prepared)
                .map(wanted -> keptArtifacts.packages(project, wanted).orElseGet(() -> {
                    Archive zip = keptArtifacts.fetched(wanted.published().orElseThrow());
                    return keep(project, zip, wanted.fingerprint(), artifacts);
                }));
    }

    /** The dependencies that are in a layer already, if there are any. */
    private static Optional<Wanted> layered(Prepared prepared) {
        return prepared.checked()
                .wanted()
                .filter(wanted -> prepared.bundled().dependencies() instanceof Dependencies.Unchanged);
    }

    private StoredArtifact code(LambdaProject project, Code code, List<StoredArtifact> artifacts) {
        ArtifactKeys keys = project.keys();
        ArtifactKey own = keys.code(project.sourceVersion().value());
        if (code instanceof Code.Local local && local.fingerprint().isEmpty()) {
            ArtifactMetadata metadata = metadata(project, local.archive(), Optional.empty());
            StoredArtifact uploaded = listed(uploadOnce(local.archive(), own, metadata), artifacts);
            return copyToKeys(project, uploaded, List.of(keys.latestCode()), artifacts);
        }
        StoredArtifact kept = code instanceof Code.Local local
                ? keep(project, local.archive(), local.fingerprint().orElseThrow(), artifacts)
                : listed(((Code.Stored) code).artifact(), artifacts);
        return copyToKeys(project, kept, List.of(own, keys.latestCode()), artifacts);
    }

    private Optional<StoredArtifact> packages(
            LambdaProject project, Dependencies dependencies, List<StoredArtifact> artifacts) {
        ArtifactKeys keys = project.keys();
        List<ArtifactKey> further =
                List.of(keys.dependencies(project.sourceVersion().value()), keys.latestDependencies());
        if (dependencies instanceof Dependencies.Built built) {
            StoredArtifact kept = keep(project, built.packages(), built.wanted().fingerprint(), artifacts);
            return Optional.of(copyToKeys(project, kept, further, artifacts));
        }
        if (dependencies instanceof Dependencies.Stored stored) {
            return Optional.of(copyToKeys(project, listed(stored.packages(), artifacts), further, artifacts));
        }
        if (dependencies instanceof Dependencies.InCode inCode) {
            // Kept only to be found again: nobody is given them without the code.
            return inCode.built()
                    .map(archive -> keep(project, archive, inCode.wanted().fingerprint(), artifacts));
        }
        return Optional.empty();
    }

    /** Keeps what was built under the fingerprint of what went into it. */
    private StoredArtifact keep(
            LambdaProject project, Archive archive, Sha256 fingerprint, List<StoredArtifact> artifacts) {
        ArtifactMetadata metadata = metadata(project, archive, Optional.of(fingerprint));
        return listed(uploadOnce(archive, project.keys().packages(fingerprint), metadata), artifacts);
    }

    private static StoredArtifact listed(StoredArtifact artifact, List<StoredArtifact> artifacts) {
        artifacts.add(artifact);
        return artifact;
    }

    private StoredArtifact copyToKeys(
            LambdaProject project, StoredArtifact from, List<ArtifactKey> keys, List<StoredArtifact> artifacts) {
        ArtifactMetadata metadata = new ArtifactMetadata(
                from.sha256(),
                from.metadata().unzippedBytes(),
                project.sourceVersion().value(),
                from.metadata().fingerprint());
        keys.forEach(key -> artifacts.add(copy(from, key, metadata)));
        return from;
    }

    private static ArtifactMetadata metadata(LambdaProject project, Archive archive, Optional<Sha256> fingerprint) {
        return new ArtifactMetadata(
                archive.sha256(),
                archive.unzippedBytes(),
                project.sourceVersion().value(),
                fingerprint);
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
