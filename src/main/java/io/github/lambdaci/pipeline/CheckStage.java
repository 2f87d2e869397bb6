package io.github.lambdaci.pipeline;

import io.github.lambdaci.account.ArtifactStore;
import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LambdaFunctions;
import io.github.lambdaci.account.LambdaLayers;
import io.github.lambdaci.account.LayerVersionArn;
import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.build.PackageBuild;
import io.github.lambdaci.build.PackageBuilder;
import io.github.lambdaci.concurrent.Pending;
import io.github.lambdaci.concurrent.Together;
import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.pipeline.PipelineLog.DescriptorChange;
import io.github.lambdaci.project.Descriptor;
import io.github.lambdaci.project.Fingerprint;
import io.github.lambdaci.project.LambdaProject;
import io.github.lambdaci.project.Toolchain;
import io.github.lambdaci.runtime.Language;
import io.github.lambdaci.runtime.PackageManager;
import io.github.lambdaci.runtime.PackageManagers;
import java.util.Arrays;
import java.util.Optional;

/** Reads what is live, and compares the package descriptor with the one of the last release. */
final class CheckStage {
    private final Ports ports;
    private final ArtifactStore store;
    private final LambdaFunctions functions;
    private final LambdaLayers layers;
    private final PackageBuilder builder;
    private final PipelineLog log;

    CheckStage(Ports ports) {
        this.ports = ports;
        this.store = ports.account().store();
        this.functions = ports.account().functions();
        this.layers = ports.account().layers();
        this.builder = ports.builder();
        this.log = ports.log();
    }

    Checked run(LambdaProject project) {
        try (Together together = Together.reading()) {
            Reads reads = begin(project, together);
            return check(project, functions.latest(project.target().function()), reads);
        }
    }

    /**
     * What is read while {@code $LATEST} is.
     *
     * @param live what is read of the function
     * @param layer the versions of the layer, unless the dependencies go into the code
     * @param cached what is probably the cached descriptor: which one it is, the runtime decides
     */
    private record Reads(
            LiveReads live, Optional<Pending<LambdaLayers.Search>> layer, Optional<CachedDescriptor> cached) {}

    private record CachedDescriptor(String name, Pending<Optional<byte[]>> content) {}

    private Reads begin(LambdaProject project, Together together) {
        LambdaProject.Target target = project.target();
        Optional<String> descriptor = project.likelyDescriptorName();
        return new Reads(
                LiveReads.begin(project, ports, together),
                descriptor
                        .filter(name -> !project.packaging().dependenciesInCode())
                        .map(name -> together.start(
                                "listing the versions of layer '" + target.layer() + "'",
                                () -> layers.search(target.layer()))),
                descriptor.map(name -> new CachedDescriptor(
                        name,
                        together.start(
                                "reading the cached package descriptor",
                                () -> store.read(project.keys().cachedDescriptor(name))))));
    }

    private Checked check(LambdaProject project, FunctionVersion latest, Reads reads) {
        LambdaProject.Target target = project.target();
        refuseOtherRuntime(project, latest);
        Checked live = reads.live().with(latest);
        Optional<Descriptor> descriptor = project.descriptor(latest.runtime());
        if (descriptor.isEmpty()
                && latest.runtime().language() != Language.OTHER
                && project.buildCommand(latest.runtime()).isEmpty()) {
            log.noDescriptor(PackageManagers.of(latest.runtime().language()).stream()
                    .map(PackageManager::descriptor)
                    .distinct()
                    .toList());
        }
        Optional<Wanted> wanted = descriptor.map(found -> wanted(project, latest, found, reads, live.marker()));
        wanted.filter(dependencies -> !project.packaging().dependenciesInCode())
                .ifPresent(dependencies -> LayerList.refuseSixth(latest, target.layer(), dependencies));
        return live.wanting(wanted);
    }

    private static void refuseOtherRuntime(LambdaProject project, FunctionVersion latest) {
        project.runtime().filter(given -> !given.equals(latest.runtime())).ifPresent(given -> {
            throw new ProjectException(
                    "the function's runtime is " + latest.runtime() + ", but " + given + " was given",
                    "leave out --function-runtime (and FUNCTION_RUNTIME): the runtime is read from the function,"
                            + " and changed where the function is defined");
        });
    }

    private Wanted wanted(
            LambdaProject project,
            FunctionVersion latest,
            Descriptor descriptor,
            Reads reads,
            Optional<StateMarker> marker) {
        PackageBuild build = new PackageBuild(descriptor, latest.runtime(), latest.architecture());
        Toolchain toolchain = builder.toolchain(build);
        Sha256 fingerprint =
                Fingerprint.of(descriptor, latest.runtime(), latest.architecture(), toolchain, project.packaging());
        Optional<LayerVersionArn> published = project.packaging().dependenciesInCode()
                ? Optional.empty()
                : reads.layer()
                        .map(Pending::get)
                        .orElseGet(() -> layers.search(project.target().layer()))
                        .find(fingerprint);
        Optional<byte[]> cached = cached(project, descriptor, reads);
        byte[] content = descriptor.shareableContent();
        boolean same = cached.filter(known -> Arrays.equals(known, content)).isPresent();
        log.descriptorCompared(
                descriptor,
                same
                        ? inputs(fingerprint, marker)
                        : cached.isPresent() ? DescriptorChange.CHANGED : DescriptorChange.FIRST);
        String name = descriptor.manager().descriptor();
        return new Wanted(
                Optional.of(new Recipe(build, toolchain)),
                fingerprint,
                published,
                same ? Optional.empty() : Optional.of(new NewDescriptor(name, content)));
    }

    private Optional<byte[]> cached(LambdaProject project, Descriptor descriptor, Reads reads) {
        String name = descriptor.manager().descriptor();
        return reads.cached()
                .filter(likely -> likely.name().equals(name))
                .map(likely -> likely.content().get())
                .orElseGet(() -> store.read(project.keys().cachedDescriptor(name)));
    }

    /** Whether what the descriptor does not show, as a lock file or the build image, is the same too. */
    private static DescriptorChange inputs(Sha256 fingerprint, Optional<StateMarker> marker) {
        return marker.flatMap(StateMarker::packages)
                        .filter(packages -> !packages.fingerprint().equals(fingerprint.hex()))
                        .isPresent()
                ? DescriptorChange.INPUTS
                : DescriptorChange.SAME;
    }
}
