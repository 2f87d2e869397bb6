package io.github.lambdaci.pipeline;

import io.github.lambdaci.artifact.Archive;
import io.github.lambdaci.artifact.FileTree;
import io.github.lambdaci.artifact.ReproducibleZip;
import io.github.lambdaci.packages.Contents;
import io.github.lambdaci.project.LambdaProject;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** Zips the code, and builds the dependencies if no one has built them before. */
final class BundleStage {
    private final Ports ports;
    private final SizeCheck sizes;
    private final PipelineLog log;
    private final Path workFolder;

    BundleStage(Ports ports, Path workFolder) {
        this.ports = ports;
        this.sizes = new SizeCheck(ports);
        this.log = ports.log();
        this.workFolder = workFolder;
    }

    Bundled run(LambdaProject project, Checked checked) {
        Set<Path> filesOfLayer = checked.wanted()
                .map(wanted -> wanted.build().descriptor().filesOfLayer())
                .orElse(Set.of());
        FileTree.Listing listing = project.sources().listing(filesOfLayer);
        if (!listing.leftOut().isEmpty()) {
            log.filesLeftOut(listing.leftOut());
        }
        Archive code = ReproducibleZip.write(workFolder.resolve("app.zip"), listing.entries());
        boolean codeChanged =
                !checked.everywhere(version -> version.codeSha256().equals(code.sha256()));
        log.codeBundled(code, codeChanged);
        if (!codeChanged && checked.missing().isEmpty() && !project.packaging().sizeReport()) {
            return new Bundled(code, false, attached(checked), Optional.empty());
        }
        SizeReport known = sizes.ofCode(project, checked, code, listing.entries());
        Dependencies dependencies = dependencies(project, checked, known);
        SizeReport size = sizes.withDependencies(project, checked, known, dependencies);
        log.sizesMeasured(size);
        return new Bundled(code, codeChanged, dependencies, Optional.of(size));
    }

    private Dependencies attached(Checked checked) {
        if (checked.wanted().isEmpty()) {
            return new Dependencies.None();
        }
        LayerVersionArn layer = checked.wanted().get().published().orElseThrow();
        log.dependenciesUnchanged(layer);
        return new Dependencies.Unchanged(layer);
    }

    private Dependencies dependencies(LambdaProject project, Checked checked, SizeReport known) {
        if (checked.missing().isEmpty()) {
            return attached(checked);
        }
        Wanted wanted = checked.missing().get();
        Optional<StoredArtifact> stored = ports.store().find(project.keys().packages(wanted.fingerprint()));
        if (stored.isPresent()) {
            log.dependenciesFound(stored.get());
            return new Dependencies.Stored(wanted, stored.get());
        }
        LayerBuild build = LayerBuild.run(ports, wanted, project.packaging(), workFolder.resolve("layer"));
        Contents contents = build.contents();
        // Before the zip: what is too large can take minutes to compress.
        sizes.withBuilt(project, checked, known, contents);
        Archive packages = build.zip(workFolder.resolve("deps.zip"));
        log.dependenciesBuilt(packages);
        return new Dependencies.Built(wanted, packages, contents);
    }
}
