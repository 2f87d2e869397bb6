package io.github.lambdaci.pipeline;

import io.github.lambdaci.account.ArtifactStore;
import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LambdaAliases;
import io.github.lambdaci.account.LambdaFunctions;
import io.github.lambdaci.account.LambdaLayers;
import io.github.lambdaci.account.LayerVersionArn;
import io.github.lambdaci.account.LiveAlias;
import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.build.PackageBuild;
import io.github.lambdaci.build.PackageBuilder;
import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.pipeline.PipelineLog.DescriptorChange;
import io.github.lambdaci.project.Descriptor;
import io.github.lambdaci.project.Fingerprint;
import io.github.lambdaci.project.LambdaProject;
import io.github.lambdaci.project.Toolchain;
import io.github.lambdaci.runtime.Language;
import io.github.lambdaci.runtime.PackageManager;
import io.github.lambdaci.runtime.PackageManagers;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;

/** Reads what is live, and compares the package descriptor with the one of the last release. */
final class CheckStage {
    private final ArtifactStore store;
    private final LambdaFunctions functions;
    private final LambdaAliases aliases;
    private final LambdaLayers layers;
    private final PackageBuilder builder;
    private final PipelineLog log;

    CheckStage(Ports ports) {
        this.store = ports.account().store();
        this.functions = ports.account().functions();
        this.aliases = ports.account().aliases();
        this.layers = ports.account().layers();
        this.builder = ports.builder();
        this.log = ports.log();
    }

    Checked run(LambdaProject project) {
        LambdaProject.Target target = project.target();
        FunctionVersion latest = functions.latest(target.function());
        refuseOtherRuntime(project, latest);
        latest.runtime().warning(LocalDate.now(ZoneOffset.UTC)).ifPresent(log::warning);
        Optional<LiveAlias> alias = aliases.alias(target.function(), target.alias());
        log.functionRead(latest, target.alias(), alias);
        // A rollback that was cut off before it was recorded shows in the alias.
        Optional<StateMarker> marker = new StateMarkers(store)
                .read(project.keys().marker(target.alias()))
                .map(found -> alias.map(found::asOf).orElse(found));
        alias.map(LiveAlias::target)
                .filter(version -> !version.behavesLike(latest))
                .ifPresent(version -> tellDifference(project, latest, version, marker));
        Optional<Descriptor> descriptor = project.descriptor(latest.runtime());
        if (descriptor.isEmpty()
                && latest.runtime().language() != Language.OTHER
                && project.buildCommand(latest.runtime()).isEmpty()) {
            log.noDescriptor(PackageManagers.of(latest.runtime().language()).stream()
                    .map(PackageManager::descriptor)
                    .distinct()
                    .toList());
        }
        Optional<Wanted> wanted = descriptor.map(found -> wanted(project, latest, found, marker));
        wanted.filter(dependencies -> !project.packaging().dependenciesInCode())
                .ifPresent(dependencies -> LayerList.refuseSixth(latest, target.layer(), dependencies));
        return new Checked(latest, alias, wanted, marker);
    }

    private void tellDifference(
            LambdaProject project, FunctionVersion latest, FunctionVersion live, Optional<StateMarker> marker) {
        String alias = project.target().alias();
        RolledBack.holding(live, marker)
                .ifPresentOrElse(
                        rollback -> log.liveByRollback(alias, rollback),
                        () -> log.latestDiffersFromAlias(latest, alias, live));
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
            LambdaProject project, FunctionVersion latest, Descriptor descriptor, Optional<StateMarker> marker) {
        PackageBuild build = new PackageBuild(descriptor, latest.runtime(), latest.architecture());
        Toolchain toolchain = builder.toolchain(build);
        Sha256 fingerprint =
                Fingerprint.of(descriptor, latest.runtime(), latest.architecture(), toolchain, project.packaging());
        Optional<LayerVersionArn> published = project.packaging().dependenciesInCode()
                ? Optional.empty()
                : layers.find(project.target().layer(), fingerprint);
        Optional<byte[]> cached =
                store.read(project.keys().cachedDescriptor(descriptor.manager().descriptor()));
        boolean same = cached.filter(content -> Arrays.equals(content, descriptor.shareableContent()))
                .isPresent();
        log.descriptorCompared(
                descriptor,
                same
                        ? inputs(fingerprint, marker)
                        : cached.isPresent() ? DescriptorChange.CHANGED : DescriptorChange.FIRST);
        return new Wanted(build, toolchain, fingerprint, published, same);
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
