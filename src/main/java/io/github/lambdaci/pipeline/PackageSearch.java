package io.github.lambdaci.pipeline;

import io.github.lambdaci.account.StoredArtifact;
import io.github.lambdaci.artifact.ArtifactKey;
import io.github.lambdaci.build.PreparedBuild;
import io.github.lambdaci.concurrent.Pending;
import io.github.lambdaci.concurrent.Together;
import io.github.lambdaci.failure.WorkspaceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Looks for packages that somebody may have built before and, as nobody may, makes ready to build them meanwhile. */
final class PackageSearch implements AutoCloseable {
    private final Wanted wanted;
    private final Path layer;
    private final Together together;
    private final Pending<Optional<StoredArtifact>> stored;
    private final PreparedBuild build;

    private PackageSearch(
            Wanted wanted,
            Path layer,
            Together together,
            Pending<Optional<StoredArtifact>> stored,
            PreparedBuild build) {
        this.wanted = wanted;
        this.layer = layer;
        this.together = together;
        this.stored = stored;
        this.build = build;
    }

    /**
     * Begins to look, which goes on beside what else there is to do.
     *
     * @param layer a folder that is made for what is built
     */
    static PackageSearch begin(Ports ports, Wanted wanted, ArtifactKey key, Path layer) {
        created(layer);
        Together together = Together.reading();
        Pending<Optional<StoredArtifact>> stored = together.start(
                "looking for the dependencies", () -> ports.account().store().find(key));
        // A layer is hardly ever there without its packages.
        PreparedBuild build = wanted.published().isPresent()
                ? () -> ports.builder().build(wanted.build(), layer)
                : ports.builder().prepare(wanted.build(), layer);
        return new PackageSearch(wanted, layer, together, stored, build);
    }

    private static void created(Path layer) {
        try {
            Files.createDirectory(layer);
        } catch (IOException e) {
            throw WorkspaceException.of("preparing the layer", e);
        }
    }

    Wanted wanted() {
        return wanted;
    }

    /** Where what is built goes. */
    Path layer() {
        return layer;
    }

    /** The packages, if somebody has built them. */
    Optional<StoredArtifact> stored() {
        return stored.get();
    }

    PreparedBuild build() {
        return build;
    }

    @Override
    public void close() {
        build.close();
        together.close();
    }
}
