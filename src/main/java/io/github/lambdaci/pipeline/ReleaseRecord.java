package io.github.lambdaci.pipeline;

import io.github.lambdaci.account.ArtifactStore;
import io.github.lambdaci.account.LayerVersionArn;
import io.github.lambdaci.artifact.ArtifactKey;
import io.github.lambdaci.concurrent.Pending;
import io.github.lambdaci.concurrent.Together;
import io.github.lambdaci.project.LambdaProject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the cached descriptor and the state marker, after everything else: only a release that is live leaves them. */
final class ReleaseRecord {
    private static final Logger LOG = LoggerFactory.getLogger(ReleaseRecord.class);

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
     * Begins to write what differs from what is there, if the release is live. Others may have their turn meanwhile: what they have
     * recorded by then stays.
     *
     * @param took how long all of it took
     */
    Recording begin(Released released, Published published, Duration took, Together together) {
        LambdaProject project = released.project();
        Checked checked = released.prepared().checked();
        Bundled bundled = released.prepared().bundled();
        Optional<Release.Dependencies> dependencies =
                dependencies(project, checked, bundled, released.uploaded(), published);
        List<Pending<ArtifactKey>> writes = new ArrayList<>();
        if (published.traffic() != Published.Traffic.LEFT) {
            LiveChange change = change(project, bundled, published, dependencies);
            StateMarker marker = marker(project, checked, change).having(took);
            missingDescriptor(checked)
                    .ifPresent(missing -> writes.add(
                            together.start("caching the package descriptor", () -> cacheDescriptor(project, missing))));
            if (isMissing(checked, marker)) {
                writes.add(together.start("recording the release", () -> record(project, checked, marker, change)));
            }
        }
        return new Recording(dependencies, writes);
    }

    /** What was released. */
    record Released(LambdaProject project, Prepared prepared, Uploaded uploaded) {}

    /** What is being written, and what is known of the dependencies. */
    record Recording(Optional<Release.Dependencies> dependencies, List<Pending<ArtifactKey>> writes) {
        void await() {
            writes.forEach(Pending::get);
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
        if (markers.writeUnlessChanged(marker, key, checked.mark())) {
            return key;
        }
        // Somebody else was faster; or nobody, and the answer to this write was lost.
        StateMarkers.Seen now = markers.look(key);
        boolean recorded = now.marker().filter(other -> other.tellsOf(change)).isPresent();
        StateMarker both = now.marker().map(other -> other.recalling(change)).orElse(marker);
        if (!recorded && !markers.writeUnlessChanged(both, key, now.mark())) {
            LOG.warn("version {} is live, but is not recorded in {}: others record there, too", change.version(), key);
        }
        return key;
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
