package io.github.lambdaci.pipeline;

import io.github.lambdaci.account.ArtifactStore;
import io.github.lambdaci.account.LayerVersionArn;
import io.github.lambdaci.artifact.ArtifactKey;
import io.github.lambdaci.concurrent.Pending;
import io.github.lambdaci.concurrent.Together;
import io.github.lambdaci.project.LambdaProject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Writes the cached descriptor and the state marker, after everything else: only a release that is live leaves them. */
final class ReleaseRecord {
    private final ArtifactStore store;
    private final InstantSource clock;

    ReleaseRecord(Ports ports) {
        this.store = ports.account().store();
        this.clock = ports.clock();
    }

    /** Whether anything differs from what is there, if nothing else is changed. */
    boolean isNeeded(LambdaProject project, Checked checked, Bundled bundled, Published asItIs) {
        Uploaded nothing = new Uploaded(Optional.empty(), Optional.empty(), List.of());
        LiveChange change = change(project, bundled, asItIs, dependencies(project, checked, bundled, nothing, asItIs));
        return missingDescriptor(checked).isPresent() || isMissing(checked, marker(project, checked, change));
    }

    /**
     * Writes what differs from what is there, if the release is live, and returns what is known of the dependencies.
     *
     * @param took how long all of it took
     */
    Optional<Release.Dependencies> write(
            LambdaProject project, Prepared prepared, Uploaded uploaded, Published published, Duration took) {
        Checked checked = prepared.checked();
        Bundled bundled = prepared.bundled();
        Optional<Release.Dependencies> dependencies = dependencies(project, checked, bundled, uploaded, published);
        if (published.traffic() != Published.Traffic.LEFT) {
            LiveChange change = change(project, bundled, published, dependencies);
            write(project, checked, marker(project, checked, change).having(took));
        }
        return dependencies;
    }

    /** What is known of the dependencies where nothing was deployed: a layer may have them all the same. */
    Optional<Release.Dependencies> known(LambdaProject project, Checked checked, Bundled bundled, Uploaded uploaded) {
        return checked.wanted()
                .map(wanted ->
                        dependencies(project, new Prepared(checked, bundled), uploaded, wanted, wanted.published()));
    }

    private Optional<Release.Dependencies> dependencies(
            LambdaProject project, Checked checked, Bundled bundled, Uploaded uploaded, Published published) {
        return checked.wanted()
                .map(wanted -> dependencies(
                        project, new Prepared(checked, bundled), uploaded, wanted, layer(project, bundled, published)));
    }

    private Release.Dependencies dependencies(
            LambdaProject project,
            Prepared prepared,
            Uploaded uploaded,
            Wanted wanted,
            Optional<LayerVersionArn> layer) {
        return new Release.Dependencies(
                changed(prepared.bundled(), prepared.checked(), wanted),
                wanted.fingerprint(),
                layer,
                packages(project, prepared.checked(), wanted, uploaded, layer.map(LayerVersionArn::toString)));
    }

    private LiveChange change(
            LambdaProject project, Bundled bundled, Published published, Optional<Release.Dependencies> dependencies) {
        return new LiveChange(
                LiveChange.Kind.RELEASE,
                clock.instant(),
                published.version().version(),
                published.previousVersion(),
                project.sourceVersion().value(),
                bundled.code().sha256().hex(),
                sources(bundled.code()),
                dependencies.flatMap(Release.Dependencies::packages),
                project.provenance());
    }

    private static Optional<StateMarker.Sources> sources(Code code) {
        return code.sources()
                .map(fingerprint -> new StateMarker.Sources(fingerprint.hex(), code.bytes(), code.unzippedBytes()));
    }

    private static StateMarker marker(LambdaProject project, Checked checked, LiveChange change) {
        LambdaProject.Target target = project.target();
        return checked.marker()
                .map(last -> last.after(change))
                .orElseGet(() -> StateMarker.first(target.function(), target.alias(), change));
    }

    private void write(LambdaProject project, Checked checked, StateMarker marker) {
        try (Together together = Together.writing(UploadStage.PATIENCE)) {
            Optional<Pending<ArtifactKey>> descriptor = missingDescriptor(checked)
                    .map(missing ->
                            together.start("caching the package descriptor", () -> cacheDescriptor(project, missing)));
            if (isMissing(checked, marker)) {
                new StateMarkers(store)
                        .write(marker, project.keys().marker(project.target().alias()));
            }
            descriptor.ifPresent(Pending::get);
        }
    }

    private static Optional<NewDescriptor> missingDescriptor(Checked checked) {
        return checked.wanted().flatMap(Wanted::uncached);
    }

    private static boolean isMissing(Checked checked, StateMarker marker) {
        return checked.marker().filter(marker::describesSameReleaseAs).isEmpty();
    }

    private ArtifactKey cacheDescriptor(LambdaProject project, NewDescriptor descriptor) {
        ArtifactKey key = project.keys().cachedDescriptor(descriptor.name());
        store.write(descriptor.content(), key);
        return key;
    }

    /** Of dependencies in the code, Lambda only tells whether the code as a whole is another one. */
    private static boolean changed(Bundled bundled, Checked checked, Wanted wanted) {
        if (bundled.dependencies() instanceof Dependencies.InCode) {
            boolean recorded = checked.marker()
                    .flatMap(StateMarker::packages)
                    .filter(packages -> packages.layerVersionArn().isEmpty()
                            && packages.fingerprint()
                                    .equals(wanted.fingerprint().hex()))
                    .isPresent();
            return bundled.codeChanged() && !recorded;
        }
        return !(bundled.dependencies() instanceof Dependencies.Unchanged);
    }

    private Optional<StateMarker.Packages> packages(
            LambdaProject project, Checked checked, Wanted wanted, Uploaded uploaded, Optional<String> layer) {
        Optional<StateMarker.Packages> recorded = checked.marker()
                .flatMap(StateMarker::packages)
                .filter(packages ->
                        packages.fingerprint().equals(wanted.fingerprint().hex())
                                && packages.layerVersionArn().equals(layer));
        return recorded.or(() -> uploaded.packages()
                .or(() -> store.find(project.keys().packages(wanted.fingerprint())))
                .map(stored -> new StateMarker.Packages(
                        wanted.fingerprint().hex(),
                        stored.sha256().hex(),
                        stored.bytes(),
                        stored.metadata().unzippedBytes(),
                        layer)));
    }

    private static Optional<LayerVersionArn> layer(LambdaProject project, Bundled bundled, Published published) {
        if (bundled.dependencies() instanceof Dependencies.InCode) {
            return Optional.empty();
        }
        String own = published.version().layerArn(project.target().layer());
        return Optional.of(published.version().layers().stream()
                .filter(layer -> layer.layerArn().equals(own))
                .findFirst()
                .orElseThrow());
    }
}
