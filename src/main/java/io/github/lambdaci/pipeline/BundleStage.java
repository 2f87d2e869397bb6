package io.github.lambdaci.pipeline;

import io.github.lambdaci.artifact.Archive;
import io.github.lambdaci.artifact.FileTree;
import io.github.lambdaci.artifact.ReproducibleZip;
import io.github.lambdaci.artifact.TreeEntry;
import io.github.lambdaci.failure.WorkspaceException;
import io.github.lambdaci.project.LambdaProject;
import io.github.lambdaci.project.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Zips the code, and builds the dependencies if no one has built them before. */
final class BundleStage {
    /** Lambda refuses an empty layer, so that even no packages at all need a file. */
    private static final String EMPTY_MARK = ".lambda-ci-no-packages";

    private final ArtifactStore store;
    private final PackageBuilder builder;
    private final SizeCheck sizes;
    private final PipelineLog log;
    private final Path workFolder;

    BundleStage(Ports ports, Path workFolder) {
        this.store = ports.store();
        this.builder = ports.builder();
        this.sizes = new SizeCheck(ports.functions());
        this.log = ports.log();
        this.workFolder = workFolder;
    }

    Bundled run(LambdaProject project, Checked checked) {
        Set<Path> filesOfLayer = checked.wanted()
                .map(wanted -> wanted.build().descriptor().filesOfLayer())
                .orElse(Set.of());
        SourceTree.Listing listing = project.sources().listing(filesOfLayer);
        if (!listing.leftOut().isEmpty()) {
            log.filesLeftOut(listing.leftOut());
        }
        Archive code = ReproducibleZip.write(workFolder.resolve("app.zip"), listing.entries());
        boolean codeChanged =
                !checked.everywhere(version -> version.codeSha256().equals(code.sha256()));
        log.codeBundled(code, codeChanged);
        List<TreeEntry> packageFiles = new ArrayList<>();
        Dependencies dependencies = dependencies(project, checked, packageFiles);
        if (codeChanged || !(dependencies instanceof Dependencies.Unchanged)) {
            sizes.refuseTooLarge(code, listing.entries(), dependencies, checked, packageFiles);
        }
        return new Bundled(code, codeChanged, dependencies);
    }

    private Dependencies dependencies(LambdaProject project, Checked checked, List<TreeEntry> packageFiles) {
        if (checked.wanted().isEmpty()) {
            return new Dependencies.None();
        }
        Wanted wanted = checked.wanted().get();
        if (checked.everywhere(wanted::areIn)) {
            LayerVersionArn layer = wanted.published().orElseThrow();
            log.dependenciesUnchanged(layer);
            return new Dependencies.Unchanged(layer);
        }
        Optional<StoredArtifact> stored = store.find(project.keys().packages(wanted.fingerprint()));
        if (stored.isPresent()) {
            log.dependenciesFound(stored.get());
            return new Dependencies.Stored(wanted, stored.get());
        }
        return build(wanted, packageFiles);
    }

    private Dependencies.Built build(Wanted wanted, List<TreeEntry> packageFiles) {
        Path layer = workFolder.resolve("layer");
        try {
            Files.createDirectory(layer);
            log.dependenciesBuilding(wanted.build(), wanted.toolchain());
            builder.build(wanted.build(), layer);
            packageFiles.addAll(FileTree.list(layer));
            if (packageFiles.isEmpty()) {
                packageFiles.add(emptyMark(wanted, layer));
            }
        } catch (IOException e) {
            throw WorkspaceException.of("preparing the layer", e);
        }
        Archive packages = ReproducibleZip.write(workFolder.resolve("deps.zip"), packageFiles);
        log.dependenciesBuilt(packages);
        return new Dependencies.Built(wanted, packages);
    }

    private static TreeEntry emptyMark(Wanted wanted, Path layer) throws IOException {
        String folder = wanted.build().runtime().language().layerFolder();
        return new TreeEntry(folder + "/" + EMPTY_MARK, Files.createFile(layer.resolve(EMPTY_MARK)), Optional.empty());
    }
}
