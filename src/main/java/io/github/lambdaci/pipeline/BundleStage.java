package io.github.lambdaci.pipeline;

import io.github.lambdaci.account.LayerVersionArn;
import io.github.lambdaci.account.StoredArtifact;
import io.github.lambdaci.artifact.Archive;
import io.github.lambdaci.artifact.TreeEntry;
import io.github.lambdaci.artifact.Unzipped;
import io.github.lambdaci.project.LambdaProject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the code, and builds the dependencies if no one has built them before. */
final class BundleStage {
    private final Ports ports;
    private final CodeBundle codes;
    private final SizeCheck sizes;
    private final BundleLog log;
    private final Path workFolder;
    private final boolean zipped;

    BundleStage(Ports ports, BundleRequest request) {
        this.ports = ports;
        this.zipped = request.zipped();
        this.codes = new CodeBundle(ports, request.ahead(), request.folder());
        this.sizes = new SizeCheck(ports);
        this.log = ports.log().bundling();
        this.workFolder = request.folder();
    }

    Bundled run(LambdaProject project, Checked checked) {
        return checked.wanted()
                .filter(wanted -> project.packaging().dependenciesInCode())
                .map(wanted -> withDependenciesInCode(project, checked, wanted))
                .orElseGet(() -> withDependenciesInLayer(project, checked));
    }

    private Bundled withDependenciesInLayer(LambdaProject project, Checked checked) {
        if (checked.missing().isEmpty()) {
            return withDependenciesInLayer(project, checked, Optional.empty());
        }
        try (PackageSearch search = search(project, checked.missing().get())) {
            return withDependenciesInLayer(project, checked, Optional.of(search));
        }
    }

    /**
     * Makes the code, and then the dependencies.
     *
     * @param missing looks for the dependencies meanwhile, unless they are where they belong
     */
    private Bundled withDependenciesInLayer(LambdaProject project, Checked checked, Optional<PackageSearch> missing) {
        CodeBundle.Made made = codes.make(project, checked, zipped);
        Code code = made.code();
        boolean codeChanged = compare(code, checked);
        if (!codeChanged && missing.isEmpty() && !project.packaging().sizeReport()) {
            return new Bundled(code, false, attached(checked), Optional.empty());
        }
        SizeReport known = sizes.ofCode(
                project, checked, code.unzippedBytes(), made.largestFiles().get());
        Dependencies dependencies =
                missing.map(search -> found(project, checked, known, search)).orElseGet(() -> attached(checked));
        SizeReport size = sizes.withDependencies(project, checked, known, dependencies);
        log.sizesMeasured(size);
        return new Bundled(code, codeChanged, dependencies, Optional.of(size));
    }

    private Bundled withDependenciesInCode(LambdaProject project, Checked checked, Wanted wanted) {
        List<Archive> built = new ArrayList<>();
        CodeBundle.Made made =
                codes.makeWith(() -> layerFiles(project, checked, wanted, built), wanted, project, checked);
        Code code = made.code();
        Dependencies.InCode dependencies =
                new Dependencies.InCode(wanted, built.stream().findFirst());
        boolean codeChanged = compare(code, checked);
        if (!codeChanged && !project.packaging().sizeReport()) {
            return new Bundled(code, false, dependencies, Optional.empty());
        }
        SizeReport known = sizes.ofCode(
                project, checked, code.unzippedBytes(), made.largestFiles().get());
        SizeReport size = sizes.withDependencies(project, checked, known, dependencies);
        log.sizesMeasured(size);
        return new Bundled(code, codeChanged, dependencies, Optional.of(size));
    }

    private boolean compare(Code code, Checked checked) {
        boolean changed = !checked.everywhere(version -> version.codeSha256().equals(code.sha256()));
        log.codeBundled(code, changed);
        return changed;
    }

    private Dependencies attached(Checked checked) {
        if (checked.wanted().isEmpty()) {
            return new Dependencies.None();
        }
        LayerVersionArn layer = checked.wanted().get().published().orElseThrow();
        log.dependenciesUnchanged(layer);
        return new Dependencies.Unchanged(layer);
    }

    private Dependencies found(LambdaProject project, Checked checked, SizeReport known, PackageSearch search) {
        Optional<StoredArtifact> stored = stored(search);
        if (stored.isPresent()) {
            return new Dependencies.Stored(search.wanted(), stored.get());
        }
        LayerBuild build = LayerBuild.run(search, project.packaging(), log);
        return new Dependencies.Built(search.wanted(), zip(project, checked, known, build), build.contents());
    }

    /** The files that a layer would have, from the store if they were built before. */
    private List<TreeEntry> layerFiles(LambdaProject project, Checked checked, Wanted wanted, List<Archive> built) {
        try (PackageSearch search = search(project, wanted)) {
            Optional<StoredArtifact> stored = stored(search);
            if (stored.isPresent()) {
                Path zip = workFolder.resolve("deps.zip");
                ports.account().store().download(stored.get(), zip);
                return LayerBuild.withoutMark(Unzipped.files(zip, workFolder.resolve("stored")));
            }
            LayerBuild build = LayerBuild.run(search, project.packaging(), log);
            built.add(zip(project, checked, sizes.ofCode(project, checked, 0, List.of()), build));
            return LayerBuild.withoutMark(build.files());
        }
    }

    private PackageSearch search(LambdaProject project, Wanted wanted) {
        return PackageSearch.begin(
                ports, wanted, project.keys().packages(wanted.fingerprint()), workFolder.resolve("layer"));
    }

    private Optional<StoredArtifact> stored(PackageSearch search) {
        Optional<StoredArtifact> stored = search.stored();
        stored.ifPresent(log::dependenciesFound);
        return stored;
    }

    private Archive zip(LambdaProject project, Checked checked, SizeReport known, LayerBuild build) {
        // Before the zip: what is too large can take minutes to compress.
        sizes.withBuilt(project, checked, known, build.contents());
        Archive packages = build.zip(workFolder.resolve("deps.zip"));
        log.dependenciesBuilt(packages);
        return packages;
    }
}
