package io.github.lambdaci.pipeline;

import io.github.lambdaci.account.Account;
import io.github.lambdaci.account.ArtifactStore;
import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LambdaLayers;
import io.github.lambdaci.account.LayerVersion;
import io.github.lambdaci.account.LayerVersionArn;
import io.github.lambdaci.account.StoredArtifact;
import io.github.lambdaci.artifact.Archive;
import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.concurrent.Pending;
import io.github.lambdaci.concurrent.Together;
import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.pipeline.Forecast.CodeWork;
import io.github.lambdaci.pipeline.Forecast.DependencyWork;
import io.github.lambdaci.project.LambdaProject;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Takes what is shipped from where it is live, as it is: nothing is built, and nothing is copied that is here already. */
final class PromotedSupply implements Supply {
    private final Promoted promoted;
    private final Ports ports;
    private final ArtifactStore store;
    private final LambdaLayers layers;
    private final SizeCheck sizes;
    private final BundleLog log;

    PromotedSupply(Promoted promoted, Ports ports) {
        Account account = ports.account();
        this.promoted = promoted;
        this.ports = ports;
        this.store = account.store();
        this.layers = account.layers();
        this.sizes = new SizeCheck(ports);
        this.log = ports.log().bundling();
    }

    @Override
    public Checked check(LambdaProject project) {
        LambdaProject.Target target = project.target();
        try (Together together = Together.reading()) {
            LiveReads reads = LiveReads.begin(project, ports, together);
            Pending<List<LayerVersion>> published = together.start(
                    "listing the versions of layer '" + target.layer() + "'", () -> candidates(target.layer()));
            Pending<Optional<NewDescriptor>> uncached =
                    together.start("reading the cached package descriptor", () -> uncached(project));
            FunctionVersion latest = ports.account().functions().latest(target.function());
            refuseUnfit(latest);
            Checked live = reads.with(latest);
            Optional<Wanted> wanted = promoted.packages()
                    .fingerprint()
                    .map(fingerprint ->
                            new Wanted(Optional.empty(), fingerprint, same(published.get(), live), uncached.get()));
            wanted.filter(dependencies -> promoted.layer().isPresent())
                    .ifPresent(dependencies -> LayerList.refuseSixth(latest, target.layer(), dependencies));
            return live.wanting(wanted);
        }
    }

    /** Before anything is changed: code for another runtime or processor would fail at its first call. */
    private void refuseUnfit(FunctionVersion latest) {
        FunctionVersion live = promoted.version();
        if (!live.runtime().equals(latest.runtime()) || live.architecture() != latest.architecture()) {
            throw new ProjectException(
                    "what is live in " + promoted.place().name() + " runs on " + live.runtime() + " and "
                            + live.architecture() + ", and function '" + latest.functionName() + "' on "
                            + latest.runtime() + " and " + latest.architecture(),
                    "give both functions the same runtime and architecture where they are defined, and release what was"
                            + " built for them");
        }
    }

    /** The versions of the layer that are said to hold the same dependencies. */
    private List<LayerVersion> candidates(String layerName) {
        return promoted.layer()
                .map(Promoted.Packages.InLayer::known)
                .map(fingerprint -> layers.layerVersions(layerName).stream()
                        .filter(version -> version.fingerprint().equals(Optional.of(fingerprint)))
                        .toList())
                .orElse(List.of());
    }

    /** A version with just these bytes: the one that is attached, else the newest. What was built twice can differ. */
    private Optional<LayerVersionArn> same(List<LayerVersion> candidates, Checked live) {
        Predicate<LayerVersionArn> attached =
                arn -> live.everywhere(version -> version.layers().contains(arn));
        return promoted.layer()
                .flatMap(layer -> candidates.stream()
                        .map(LayerVersion::arn)
                        .sorted(Comparator.comparing(attached::test)
                                .thenComparing(LayerVersionArn::version)
                                .reversed())
                        .filter(arn -> layers.content(arn).sha256().equals(layer.sha256()))
                        .findFirst());
    }

    private Optional<NewDescriptor> uncached(LambdaProject project) {
        return promoted.descriptor()
                .filter(descriptor -> store.read(project.keys().cachedDescriptor(descriptor.name()))
                        .filter(known -> Arrays.equals(known, descriptor.content()))
                        .isEmpty());
    }

    @Override
    public HeadStart begin(LambdaProject project, UploadStage upload, Path folder) {
        return new HeadStart(ports, project);
    }

    @Override
    public Bundled bundle(LambdaProject project, Checked checked, BundleRequest request) {
        PromotedFiles files = new PromotedFiles(promoted, request.folder());
        boolean zipped = request.zipped();
        Sha256 live = promoted.version().codeSha256();
        boolean codeChanged =
                !checked.everywhere(version -> version.codeSha256().equals(live));
        Optional<Promoted.Packages.InLayer> missing = promoted.layer()
                .filter(layer -> checked.missing().isPresent()
                        || (zipped && stored(project, layer).isEmpty()));
        if (!codeChanged && missing.isEmpty() && !zipped) {
            log.nothingToCopy(promoted.provenance());
            return new Bundled(live(), false, asItIs(checked), Optional.empty());
        }
        // What the code takes unzipped has to be known too where only the layer is another one.
        boolean copied = codeChanged || zipped || promoted.sources().isEmpty();
        Code code = copied ? copied(files) : live();
        SizeReport known = sizes.ofCode(project, checked, code.unzippedBytes(), List.of());
        Dependencies dependencies = missing.map(layer -> dependencies(project, checked, files, layer))
                .orElseGet(() -> asItIs(checked));
        SizeReport size = sizes.withDependencies(project, checked, known, dependencies);
        log.sizesMeasured(size);
        return new Bundled(code, codeChanged, dependencies, Optional.of(size));
    }

    private Code live() {
        return new Code.Live(
                promoted.version().codeSha256(),
                promoted.sources().map(StateMarker.Sources::bytes).orElse(promoted.codeBytes()),
                promoted.sources().map(StateMarker.Sources::unzippedBytes).orElse(0L),
                0,
                sources());
    }

    private Code copied(PromotedFiles files) {
        Archive code = files.code();
        log.codeCopied(promoted.provenance(), code);
        return new Code.Local(code, Optional.empty(), sources());
    }

    private Optional<Sha256> sources() {
        return promoted.sources().map(StateMarker.Sources::fingerprint).map(Sha256::new);
    }

    private Dependencies dependencies(
            LambdaProject project, Checked checked, PromotedFiles files, Promoted.Packages.InLayer layer) {
        Wanted wanted = checked.wanted().orElseThrow();
        Optional<StoredArtifact> stored = stored(project, layer);
        if (stored.isPresent()) {
            log.dependenciesFound(stored.get());
            return new Dependencies.Stored(wanted, stored.get());
        }
        Archive packages = files.packages(layer);
        log.layerCopied(promoted.provenance(), packages);
        return new Dependencies.Copied(wanted, packages);
    }

    private Optional<StoredArtifact> stored(LambdaProject project, Promoted.Packages.InLayer layer) {
        return store.find(project.keys().packages(layer.known()))
                .filter(found -> found.sha256().equals(layer.sha256()));
    }

    /** Dependencies of which nothing has to be copied. */
    private Dependencies asItIs(Checked checked) {
        if (checked.wanted().isEmpty()) {
            return new Dependencies.Dropped();
        }
        Wanted wanted = checked.wanted().get();
        return promoted.layer().isEmpty()
                ? new Dependencies.InCode(wanted, Optional.empty())
                : new Dependencies.Unchanged(wanted.published().orElseThrow());
    }

    @Override
    public Forecast forecast(LambdaProject project, Checked checked) {
        Sha256 live = promoted.version().codeSha256();
        boolean codeChanged =
                !checked.everywhere(version -> version.codeSha256().equals(live));
        Optional<String> refused = layersAfter(project, checked)
                .map(after -> Foresight.shipped(checked.latest(), live, after))
                .flatMap(shipped -> new RolledBack(ports).again(project, checked, shipped))
                .map(FunctionVersion::version);
        return new Forecast(
                codeChanged ? CodeWork.SHIP : CodeWork.NONE,
                dependencyWork(checked),
                Foresight.settings(checked),
                refused);
    }

    private DependencyWork dependencyWork(Checked checked) {
        if (checked.wanted().isEmpty()) {
            return DependencyWork.NO_DEPENDENCIES;
        }
        if (promoted.layer().isEmpty()) {
            return DependencyWork.WITH_CODE;
        }
        if (checked.missing().isEmpty()) {
            return DependencyWork.NONE;
        }
        return checked.wanted().get().published().isPresent() ? DependencyWork.ATTACH : DependencyWork.PUBLISH;
    }

    /** The layers that {@code $LATEST} would have; nothing if its own one is not there yet. */
    private Optional<List<LayerVersionArn>> layersAfter(LambdaProject project, Checked checked) {
        if (checked.wanted().filter(wanted -> wanted.published().isEmpty()).isPresent()
                && promoted.layer().isPresent()) {
            return Optional.empty();
        }
        String own = checked.latest().layerArn(project.target().layer());
        Bundled bundled = new Bundled(live(), false, asItIs(checked), Optional.empty());
        return LayerList.known(checked, bundled, own);
    }
}
