package io.github.lambdaci.pipeline;

import io.github.lambdaci.artifact.Archive;
import io.github.lambdaci.artifact.FileTree;
import io.github.lambdaci.artifact.TreeEntry;
import io.github.lambdaci.artifact.zip.ReproducibleZip;
import io.github.lambdaci.failure.WorkspaceException;
import io.github.lambdaci.packages.Contents;
import io.github.lambdaci.packages.Omission;
import io.github.lambdaci.packages.PackageFolder;
import io.github.lambdaci.packages.Slimming;
import io.github.lambdaci.project.Packaging;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Builds the dependencies, and leaves out of them what the user can do without. */
final class LayerBuild {
    /** Lambda refuses an empty layer, so that even no packages at all need a file. */
    private static final String EMPTY_MARK = ".lambda-ci-no-packages";

    private final Wanted wanted;
    private final Path layer;
    private final List<TreeEntry> files;

    private LayerBuild(Wanted wanted, Path layer, List<TreeEntry> files) {
        this.wanted = wanted;
        this.layer = layer;
        this.files = files;
    }

    /** Builds what was searched for and not found; nothing is zipped yet. */
    static LayerBuild run(PackageSearch search, Packaging packaging, BundleLog log) {
        Wanted wanted = search.wanted();
        Path layer = search.layer();
        log.dependenciesBuilding(wanted.build(), wanted.toolchain());
        search.build().run();
        leaveOut(packaging, folder(wanted, layer), log);
        try {
            List<TreeEntry> files = FileTree.listBuilt(layer);
            return new LayerBuild(wanted, layer, files.isEmpty() ? List.of(emptyMark(wanted, layer)) : files);
        } catch (IOException e) {
            throw WorkspaceException.of("preparing the layer", e);
        }
    }

    private static PackageFolder folder(Wanted wanted, Path layer) {
        return new PackageFolder(
                wanted.build().packagesIn(layer), wanted.build().runtime().language());
    }

    private static void leaveOut(Packaging packaging, PackageFolder folder, BundleLog log) {
        if (!packaging.omitted().isEmpty()) {
            log.packagesOmitted(Omission.apply(folder, packaging.omitted()));
        }
        if (packaging.slim()) {
            log.packagesSlimmed(Slimming.apply(folder));
        }
    }

    private static TreeEntry emptyMark(Wanted wanted, Path layer) throws IOException {
        String folder = wanted.build().runtime().language().layerFolder();
        return TreeEntry.of(folder + "/" + EMPTY_MARK, Files.createFile(layer.resolve(EMPTY_MARK)));
    }

    /** What takes the room. */
    Contents contents() {
        return Contents.of(
                folder(wanted, layer),
                wanted.build().descriptor().manager().output().layerPath(),
                files);
    }

    List<TreeEntry> files() {
        return files;
    }

    /** The files that are worth having where an empty folder is allowed. */
    static List<TreeEntry> withoutMark(List<TreeEntry> files) {
        return files.stream()
                .filter(file -> !file.name().endsWith("/" + EMPTY_MARK))
                .toList();
    }

    Archive zip(Path target) {
        return ReproducibleZip.write(target, files);
    }
}
