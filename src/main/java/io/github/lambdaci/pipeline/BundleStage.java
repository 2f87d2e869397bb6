package io.github.lambdaci.pipeline;

import io.github.lambdaci.artifact.Archive;
import io.github.lambdaci.artifact.FileTree;
import io.github.lambdaci.artifact.ReproducibleZip;
import io.github.lambdaci.artifact.TreeEntry;
import io.github.lambdaci.artifact.Unzipped;
import io.github.lambdaci.failure.WorkspaceException;
import io.github.lambdaci.project.LambdaProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the code, and builds the dependencies if no one has built them before. */
final class BundleStage {
    /** Lambda refuses an empty layer, so that even no packages at all need a file. */
    private static final String EMPTY_MARK = ".lambda-ci-no-packages";

    private final ArtifactStore store;
    private final PackageBuilder builder;
    private final CodeBundle codes;
    private final SizeCheck sizes;
    private final PipelineLog log;
    private final Path workFolder;

    BundleStage(Ports ports, Path workFolder) {
        this.store = ports.store();
        this.builder = ports.builder();
        this.codes = new CodeBundle(ports, workFolder);
        this.sizes = new SizeCheck(ports.functions());
        this.log = ports.log();
        this.workFolder = workFolder;
    }

    Bundled run(LambdaProject project, Checked checked) {
        return checked.wanted()
                .filter(wanted -> project.packaging().dependenciesInCode())
                .map(wanted -> withDependenciesInCode(project, checked, wanted))
                .orElseGet(() -> withDependenciesInLayer(project, checked));
    }

    private Bundled withDependenciesInLayer(LambdaProject project, Checked checked) {
        CodeBundle.Made code = codes.make(project, checked);
        boolean codeChanged = compare(code.code(), checked);
        List<TreeEntry> packageFiles = new ArrayList<>();
        Dependencies dependencies = dependencies(project, checked, packageFiles);
        if (codeChanged || !(dependencies instanceof Dependencies.Unchanged)) {
            sizes.refuseTooLarge(code, dependencies, checked, packageFiles);
        }
        return new Bundled(code.code(), codeChanged, dependencies);
    }

    private Bundled withDependenciesInCode(LambdaProject project, Checked checked, Wanted wanted) {
        List<Archive> built = new ArrayList<>();
        CodeBundle.Made code = codes.makeWith(() -> layer(project, wanted, built), wanted, project, checked);
        Dependencies.InCode dependencies =
                new Dependencies.InCode(wanted, built.stream().findFirst());
        boolean codeChanged = compare(code.code(), checked);
        if (codeChanged) {
            sizes.refuseTooLarge(code, dependencies, checked, List.of());
        }
        return new Bundled(code.code(), codeChanged, dependencies);
    }

    private boolean compare(Code code, Checked checked) {
        boolean changed = !checked.everywhere(version -> version.codeSha256().equals(code.sha256()));
        log.codeBundled(code, changed);
        return changed;
    }

    /** The files that a layer would have, from the store if they were built before. */
    private List<TreeEntry> layer(LambdaProject project, Wanted wanted, List<Archive> built) {
        Optional<StoredArtifact> stored = store.find(project.keys().packages(wanted.fingerprint()));
        List<TreeEntry> files = new ArrayList<>();
        if (stored.isPresent()) {
            log.dependenciesFound(stored.get());
            Path zip = workFolder.resolve("deps.zip");
            store.download(stored.get(), zip);
            files.addAll(Unzipped.files(zip, workFolder.resolve("layer")));
        } else {
            built.add(build(wanted, files).packages());
        }
        files.removeIf(file -> file.name().endsWith("/" + EMPTY_MARK));
        return files;
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
            packageFiles.addAll(FileTree.listBuilt(layer));
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
