package io.github.lambdaci.pipeline;

import io.github.lambdaci.account.ArtifactStore;
import io.github.lambdaci.account.LambdaLayers;
import io.github.lambdaci.account.LayerVersionArn;
import io.github.lambdaci.account.StoredArtifact;
import io.github.lambdaci.artifact.Archive;
import io.github.lambdaci.artifact.ArtifactKey;
import io.github.lambdaci.artifact.ArtifactKeys;
import io.github.lambdaci.artifact.OpenedZip;
import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.failure.WorkspaceException;
import io.github.lambdaci.project.LambdaProject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Finds the objects that hold what is live already: the same ones as long as it does not change. */
final class KeptArtifacts {
    private final ArtifactStore store;
    private final LambdaLayers layers;
    private final Path workFolder;

    KeptArtifacts(Ports ports, Path workFolder) {
        this.store = ports.account().store();
        this.layers = ports.account().layers();
        this.workFolder = workFolder;
    }

    /** Where the code is kept, if it is. */
    Optional<StoredArtifact> code(LambdaProject project, Prepared prepared) {
        ArtifactKeys keys = project.keys();
        Code code = prepared.bundled().code();
        if (code instanceof Code.Stored stored) {
            return Optional.of(stored.artifact());
        }
        // What is in latest/ is replaced by the next release, but tells for which source version it was stored.
        return Stream.<Supplier<Optional<ArtifactKey>>>of(
                        () -> store.find(keys.latestCode())
                                .filter(latest -> latest.sha256().equals(code.sha256()))
                                .map(latest -> keys.code(latest.metadata().sourceVersion())),
                        () -> Optional.of(keys.code(project.sourceVersion().value())),
                        () -> prepared.checked().marker().map(marker -> keys.code(marker.sourceVersion())))
                .map(candidate -> candidate.get().flatMap(key -> found(key, code.sha256())))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<StoredArtifact> found(ArtifactKey key, Sha256 sha256) {
        return store.find(key).filter(stored -> stored.sha256().equals(sha256));
    }

    /** Where the dependencies are kept, if they are. */
    Optional<StoredArtifact> packages(LambdaProject project, Wanted wanted) {
        return store.find(project.keys().packages(wanted.fingerprint()));
    }

    /** The zip of a layer whose object is gone: Lambda keeps a copy. */
    Archive fetched(LayerVersionArn layer) {
        Path file = workFolder.resolve("live-deps.zip");
        layers.download(layer, file);
        try {
            return OpenedZip.measured(file);
        } catch (IOException e) {
            throw WorkspaceException.of("reading the zip of layer " + layer, e);
        }
    }
}
