package io.github.lambdaci.pipeline;

import io.github.lambdaci.account.ArtifactMetadata;
import io.github.lambdaci.account.ArtifactStore;
import io.github.lambdaci.account.StoredArtifact;
import io.github.lambdaci.artifact.Archive;
import io.github.lambdaci.artifact.ArtifactKey;
import io.github.lambdaci.artifact.ArtifactKeys;
import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.concurrent.Pending;
import io.github.lambdaci.concurrent.Together;
import io.github.lambdaci.project.LambdaProject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Stores what changed: each content once, under the key of its source version first, then as the latest. */
final class UploadStage {
    /** Up to here, sending the content once too often costs less than asking whether it is there. */
    private static final long SMALL_BYTES = 1 << 20;
    /** How long a run that failed waits for what it is still writing. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

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
                || dependencies instanceof Dependencies.Local
                || dependencies instanceof Dependencies.Stored
                || (dependencies instanceof Dependencies.InCode inCode
                        && inCode.built().isPresent());
    }

    /** An object that is in the store now, and whether it was there before. */
    record Kept(StoredArtifact artifact, boolean before) {}

    /** What this run made, while it is still being uploaded. */
    record Keeping(Bundled bundled, Optional<Pending<Kept>> packages, Optional<Pending<Kept>> code) {}

    /**
     * Begins to keep what this run made under keys of their own, which changes nothing for anybody: so that it need not wait
     * for its turn, and what was built is not lost if the run ends before that.
     *
     * @param ahead what may be kept already
     */
    Keeping keep(LambdaProject project, Bundled bundled, Optional<HeadStart> ahead, Together together) {
        Optional<Pending<Kept>> packages = Optional.empty();
        if (bundled.dependencies() instanceof Dependencies.Local local) {
            packages = Optional.of(together.start(
                    "uploading the dependencies",
                    () -> keep(project, local.packages(), local.wanted().fingerprint())));
        }
        Optional<Pending<Kept>> code = Optional.empty();
        if (bundled.codeChanged() && bundled.code() instanceof Code.Local local) {
            code = Optional.of(together.start(
                    "uploading the code",
                    () -> ahead.flatMap(start -> start.kept(local.archive())).orElseGet(() -> keep(project, local))));
        }
        return new Keeping(bundled, packages, code);
    }

    /** Waits until all of it is kept and says so; returns what is to be shipped then. */
    Bundled kept(Keeping keeping) {
        Bundled bundled = keeping.bundled();
        Dependencies dependencies = bundled.dependencies();
        if (dependencies instanceof Dependencies.Local local) {
            dependencies = new Dependencies.Stored(
                    local.wanted(), tell(keeping.packages().orElseThrow().get()));
        }
        Code code = bundled.code();
        if (keeping.code().isPresent()) {
            code = new Code.Stored(tell(keeping.code().get().get()), code.sources());
        }
        return new Bundled(code, bundled.codeChanged(), dependencies, bundled.size());
    }

    private StoredArtifact tell(Kept kept) {
        if (kept.before()) {
            log.artifactPresent(kept.artifact());
        } else {
            log.artifactUploaded(kept.artifact());
        }
        return kept.artifact();
    }

    /** Whether what is live already is kept where it can be deployed from. */
    boolean isAllKept(LambdaProject project, Prepared prepared) {
        return keptArtifacts.code(project, prepared).isPresent()
                && layered(prepared)
                        .filter(wanted ->
                                keptArtifacts.packages(project, wanted).isEmpty())
                        .isEmpty();
    }

    /**
     * Stores what is not kept yet, and begins to copy to further keys.
     *
     * @param together with what the copies are made
     */
    Uploading run(LambdaProject project, Rollout rollout, Prepared prepared, Together together) {
        // There is nothing left to keep, unless it had to be looked again what there is to do.
        Bundled bundled = kept(keep(project, prepared.bundled(), Optional.empty(), together));
        Work work = new Work(project, together);
        Optional<StoredArtifact> packages = packages(work, bundled.dependencies());
        Optional<StoredArtifact> code = Optional.empty();
        if (bundled.codeChanged() && bundled.code() instanceof Code.Stored stored) {
            code = Optional.of(code(work, stored.artifact()));
        }
        if (rollout.locating()) {
            packages = packages.or(() -> liveDependencies(work, prepared));
            code = code.or(() -> Optional.of(liveCode(work, prepared)));
        }
        if (work.artifacts.isEmpty()) {
            log.nothingToUpload();
        }
        return new Uploading(code, packages, work.artifacts, work.copies, log);
    }

    /** What one run of the stage stores. */
    private record Work(
            LambdaProject project,
            Together together,
            List<StoredArtifact> artifacts,
            List<Pending<StoredArtifact>> copies) {
        Work(LambdaProject project, Together together) {
            this(project, together, new ArrayList<>(), new ArrayList<>());
        }

        StoredArtifact listed(StoredArtifact artifact) {
            artifacts.add(artifact);
            return artifact;
        }
    }

    private StoredArtifact liveCode(Work work, Prepared prepared) {
        return keptArtifacts.code(work.project, prepared).orElseGet(() -> {
            // What was stored would have been found, and a zip was made of what is live.
            Code.Local local = (Code.Local) prepared.bundled().code();
            return code(work, tell(keep(work.project, local)));
        });
    }

    private Optional<StoredArtifact> liveDependencies(Work work, Prepared prepared) {
        return layered(prepared)
                .map(wanted -> keptArtifacts.packages(work.project, wanted).orElseGet(() -> {
                    Archive zip = keptArtifacts.fetched(wanted.published().orElseThrow());
                    return work.listed(tell(keep(work.project, zip, wanted.fingerprint())));
                }));
    }

    /** The dependencies that are in a layer already, if there are any. */
    private static Optional<Wanted> layered(Prepared prepared) {
        return prepared.checked()
                .wanted()
                .filter(wanted -> prepared.bundled().dependencies() instanceof Dependencies.Unchanged);
    }

    private StoredArtifact code(Work work, StoredArtifact kept) {
        ArtifactKeys keys = work.project.keys();
        return copied(work, kept, keys.code(work.project.sourceVersion().value()), keys.latestCode());
    }

    private Optional<StoredArtifact> packages(Work work, Dependencies dependencies) {
        if (dependencies instanceof Dependencies.InCode inCode) {
            // Kept only to be found again: nobody is given them without the code.
            return inCode.built()
                    .map(archive -> work.listed(
                            tell(keep(work.project, archive, inCode.wanted().fingerprint()))));
        }
        if (dependencies instanceof Dependencies.Stored stored) {
            ArtifactKeys keys = work.project.keys();
            ArtifactKey version = keys.dependencies(work.project.sourceVersion().value());
            return Optional.of(copied(work, stored.packages(), version, keys.latestDependencies()));
        }
        return Optional.empty();
    }

    /** Lists an artifact, and begins to copy it to those keys that are not its own. */
    private StoredArtifact copied(Work work, StoredArtifact from, ArtifactKey... keys) {
        ArtifactMetadata metadata = new ArtifactMetadata(
                from.sha256(),
                from.metadata().unzippedBytes(),
                work.project.sourceVersion().value(),
                from.metadata().fingerprint());
        work.listed(from);
        Stream.of(keys)
                .filter(key -> !key.equals(from.key()))
                .forEach(key -> work.copies.add(
                        work.together.start("copying to " + key, () -> store.copy(from, key, metadata))));
        return from;
    }

    /** Keeps the code under a key of its own. */
    Kept keep(LambdaProject project, Code.Local local) {
        return local.fingerprint()
                .map(fingerprint -> keep(project, local.archive(), fingerprint))
                .orElseGet(() -> kept(
                        local.archive(),
                        project.keys().code(project.sourceVersion().value()),
                        metadata(project, local.archive(), Optional.empty())));
    }

    /** Keeps what was built under the fingerprint of what went into it. */
    private Kept keep(LambdaProject project, Archive archive, Sha256 fingerprint) {
        return kept(
                archive, project.keys().packages(fingerprint), metadata(project, archive, Optional.of(fingerprint)));
    }

    private static ArtifactMetadata metadata(LambdaProject project, Archive archive, Optional<Sha256> fingerprint) {
        return new ArtifactMetadata(
                archive.sha256(),
                archive.unzippedBytes(),
                project.sourceVersion().value(),
                fingerprint);
    }

    private Kept kept(Archive archive, ArtifactKey key, ArtifactMetadata metadata) {
        if (archive.bytes() <= SMALL_BYTES) {
            Optional<StoredArtifact> uploaded = store.uploadIfAbsent(archive, key, metadata);
            if (uploaded.isPresent()) {
                return new Kept(uploaded.get(), false);
            }
        }
        return store.find(key)
                .filter(stored -> stored.sha256().equals(archive.sha256()))
                .map(present -> new Kept(present, true))
                .orElseGet(() -> new Kept(store.upload(archive, key, metadata), false));
    }
}
