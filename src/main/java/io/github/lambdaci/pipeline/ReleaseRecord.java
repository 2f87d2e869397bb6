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
    /** As many runs would have to record at the same time. */
    private static final int ATTEMPTS = 5;

    private final ArtifactStore store;
    private final InstantSource clock;
    private final PipelineLog log;

    ReleaseRecord(Ports ports) {
        this.log = ports.log();
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
     * Writes what differs from what is there, if the release is live. Others may have their turn while the marker is still being
     * written: what they have recorded by then stays.
     *
     * @param took how long all of it took
     */
    Recording begin(Released released, Published published, Duration took, Together together) {
        LambdaProject project = released.project();
        Checked checked = released.prepared().checked();
        Bundled bundled = released.prepared().bundled();
        Optional<Release.Dependencies> dependencies =
                dependencies(project, checked, bundled, released.uploaded(), published);
        Optional<Pending<ArtifactKey>> written = Optional.empty();
        if (published.traffic() != Published.Traffic.LEFT) {
            LiveChange change = change(project, bundled, published, dependencies);
            StateMarker marker = marker(project, checked, change).having(took);
            if (isMissing(checked, marker)) {
                written = Optional.of(
                        together.start("recording the release", () -> record(project, checked, marker, change)));
            }
            missingDescriptor(checked).ifPresent(missing -> cacheDescriptor(project, missing));
        }
        return new Recording(dependencies, written);
    }

    /** What was released. */
    record Released(LambdaProject project, Prepared prepared, Uploaded uploaded) {}

    /** What is known of the dependencies, and the marker that is being written. */
    record Recording(Optional<Release.Dependencies> dependencies, Optional<Pending<ArtifactKey>> marker) {
        void await() {
            marker.ifPresent(Pending::get);
        }
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

    private ArtifactKey record(LambdaProject project, Checked checked, StateMarker marker, LiveChange change) {
        StateMarkers markers = new StateMarkers(store);
        ArtifactKey key = project.keys().marker(project.target().alias());
        StateMarker wanted = marker;
        Optional<String> mark = checked.mark();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (markers.writeUnlessChanged(wanted, key, mark)) {
                return key;
            }
            // Somebody else was faster; or nobody, and the answer to this write was lost.
            StateMarkers.Seen now = markers.look(key);
            if (now.marker()
                    .filter(other -> other.tellsOf(change) || other.describesSameReleaseAs(marker))
                    .isPresent()) {
                return key;
            }
            wanted = now.mark().equals(checked.mark())
                    ? marker
                    : now.marker().map(other -> together(other, marker, change)).orElse(marker);
            mark = now.mark();
        }
        log.warning("version " + change.version() + " is live, but " + key
                + " does not say so: others write to it at the same time; run again");
        return key;
    }

    /** What others have recorded, with this release: after theirs if it is theirs that it has replaced, else before. */
    private static StateMarker together(StateMarker other, StateMarker own, LiveChange change) {
        boolean replaced = change.from().equals(Optional.of(other.version()));
        return replaced
                ? own.took().map(other.after(change)::having).orElseGet(() -> other.after(change))
                : other.recalling(change);
    }

    private static Optional<NewDescriptor> missingDescriptor(Checked checked) {
        return checked.wanted().flatMap(Wanted::uncached);
    }

    private static boolean isMissing(Checked checked, StateMarker marker) {
        return checked.marker().filter(marker::describesSameReleaseAs).isEmpty();
    }

    private void cacheDescriptor(LambdaProject project, NewDescriptor descriptor) {
        store.write(descriptor.content(), project.keys().cachedDescriptor(descriptor.name()));
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
