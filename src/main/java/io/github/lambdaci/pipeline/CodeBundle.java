package io.github.lambdaci.pipeline;

import io.github.lambdaci.account.ArtifactStore;
import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.StoredArtifact;
import io.github.lambdaci.artifact.Archive;
import io.github.lambdaci.artifact.FileTree;
import io.github.lambdaci.artifact.HashedTree;
import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.artifact.TreeEntry;
import io.github.lambdaci.artifact.zip.ReproducibleZip;
import io.github.lambdaci.artifact.zip.ZipCache;
import io.github.lambdaci.build.CommandBuild;
import io.github.lambdaci.build.PackageBuilder;
import io.github.lambdaci.failure.BuildException;
import io.github.lambdaci.failure.WorkspaceException;
import io.github.lambdaci.packages.Contents;
import io.github.lambdaci.packages.Part;
import io.github.lambdaci.project.BuildCommand;
import io.github.lambdaci.project.Credentials;
import io.github.lambdaci.project.Fingerprint;
import io.github.lambdaci.project.LambdaProject;
import io.github.lambdaci.project.Toolchain;
import io.github.lambdaci.runtime.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes the code's zip: of the sources as they are, or of what a command makes of them, with dependencies or without. */
final class CodeBundle {
    private final ArtifactStore store;
    private final PackageBuilder builder;
    private final BundleLog log;
    private final ZipCache zips;
    private final Optional<HeadStart> ahead;
    private final Path workFolder;

    /**
     * Makes nothing yet.
     *
     * @param ahead what may have been done already
     * @param workFolder a folder for what is made
     */
    CodeBundle(Ports ports, Optional<HeadStart> ahead, Path workFolder) {
        this.store = ports.account().store();
        this.builder = ports.builder();
        this.log = ports.log().bundling();
        this.zips = ports.cache().zips();
        this.ahead = ahead;
        this.workFolder = workFolder;
    }

    /**
     * The code, and what is large in it.
     *
     * @param largestFiles tells the largest files that it was made of by this run; nothing if it was made before
     */
    record Made(Code code, Supplier<List<Part>> largestFiles) {}

    /** What code is made of, before anything is built. */
    private record Sources(HashedTree tree, Optional<CommandBuild> build) {
        List<TreeEntry> files() {
            return tree.entries();
        }
    }

    /**
     * Makes the code without dependencies.
     *
     * @param zipped whether a zip is needed also of what is live already
     */
    Made make(LambdaProject project, Checked checked, boolean zipped) {
        Sources sources = sources(project, checked);
        if (sources.build().isEmpty()) {
            HashedTree tree = sources.tree();
            return new Made(asItIs(project, checked, sources, zipped), () -> Contents.largestFiles(tree));
        }
        Sha256 fingerprint = fingerprint(sources, checked, Optional.empty());
        return stored(project, fingerprint).orElseGet(() -> built(fingerprint, checked, finished(project, sources)));
    }

    /** The sources themselves; secrets are looked for only where they would be shipped, as that takes long. */
    private Code asItIs(LambdaProject project, Checked checked, Sources sources, boolean zipped) {
        EntryPoint.warning(checked.latest(), sources.files()).ifPresent(log::warning);
        Sha256 fingerprint = fingerprint(sources, checked, Optional.empty());
        return live(checked, fingerprint, sources.files().size())
                .filter(known -> !zipped)
                .orElseGet(() ->
                        new Code.Local(zipped(project, sources.tree()), Optional.empty(), Optional.of(fingerprint)));
    }

    private Archive zipped(LambdaProject project, HashedTree tree) {
        return ahead.flatMap(start -> start.zip(tree)).orElseGet(() -> SourceZip.write(project, tree, zip(), zips));
    }

    /** The code, if the sources are those that the last release made what is live of. */
    private static Optional<Code> live(Checked checked, Sha256 sources, int entries) {
        return checked.marker()
                .filter(marker ->
                        checked.everywhere(version -> version.codeSha256().hex().equals(marker.codeSha256())))
                .flatMap(StateMarker::sources)
                .filter(known -> known.fingerprint().equals(sources.hex()))
                .map(known -> new Code.Live(
                        checked.latest().codeSha256(),
                        known.bytes(),
                        known.unzippedBytes(),
                        entries,
                        Optional.of(sources)));
    }

    /**
     * Makes the code with dependencies in it.
     *
     * @param dependencies brings the files of their layer, if the code has not been made before
     */
    Made makeWith(Supplier<List<TreeEntry>> dependencies, Wanted wanted, LambdaProject project, Checked checked) {
        Sources sources = sources(project, checked);
        if (sources.build().isEmpty()) {
            project.sources().refuseSecrets(sources.files());
        }
        Sha256 fingerprint = fingerprint(sources, checked, Optional.of(wanted.fingerprint()));
        return stored(project, fingerprint).orElseGet(() -> {
            String folder = wanted.build().runtime().language().layerFolder();
            return built(fingerprint, checked, merged(finished(project, sources), dependencies.get(), folder));
        });
    }

    /** The hash of the code that a run would ship, unless it would have to be built. */
    Optional<Sha256> foresee(LambdaProject project, Checked checked) {
        Sources sources = sources(project, checked);
        Optional<Sha256> dependencies = checked.wanted()
                .filter(wanted -> project.packaging().dependenciesInCode())
                .map(Wanted::fingerprint);
        if (sources.build().isEmpty() && dependencies.isEmpty()) {
            return Optional.of(asItIs(project, checked, sources, false).sha256());
        }
        return store.find(project.keys().packages(fingerprint(sources, checked, dependencies)))
                .map(StoredArtifact::sha256);
    }

    private Sources sources(LambdaProject project, Checked checked) {
        Optional<BuildCommand> command = project.buildCommand(checked.latest().runtime());
        if (command.isPresent()) {
            CommandBuild build = CommandBuild.of(command.get(), project.sources(), checked.latest());
            return new Sources(HashedTree.of(build.input()), Optional.of(build));
        }
        if (checked.latest().runtime().language() == Language.OTHER) {
            log.codeShippedAsItIs(checked.latest().runtime());
        }
        Set<Path> filesOfLayer = checked.wanted()
                .map(wanted -> wanted.build().descriptor().filesOfLayer())
                .orElse(Set.of());
        SourceFiles files = ahead.flatMap(start -> start.files(checked.latest().runtime(), filesOfLayer))
                .orElseGet(() -> SourceFiles.read(project, checked.latest().runtime(), filesOfLayer));
        if (!files.leftOut().isEmpty()) {
            log.filesLeftOut(files.leftOut());
        }
        return new Sources(files.tree(), Optional.empty());
    }

    private Sha256 fingerprint(Sources sources, Checked checked, Optional<Sha256> dependencies) {
        Optional<Toolchain> toolchain = sources.build().map(builder::toolchain);
        FunctionVersion function = checked.latest();
        return Fingerprint.of(function.runtime(), function.architecture(), toolchain, dependencies, sources.tree());
    }

    private Optional<Made> stored(LambdaProject project, Sha256 fingerprint) {
        return store.find(project.keys().packages(fingerprint)).map(found -> {
            log.codeFound(found);
            return new Made(new Code.Stored(found, Optional.empty()), List::of);
        });
    }

    private Made built(Sha256 fingerprint, Checked checked, List<TreeEntry> files) {
        EntryPoint.warning(checked.latest(), files).ifPresent(log::warning);
        return new Made(
                new Code.Local(ReproducibleZip.write(zip(), files), Optional.of(fingerprint), Optional.empty()),
                () -> Contents.largestFiles(files));
    }

    private Path zip() {
        return workFolder.resolve("app.zip");
    }

    /** The files of the finished package: those of the sources, or those that the command makes of them. */
    private List<TreeEntry> finished(LambdaProject project, Sources sources) {
        if (sources.build().isEmpty()) {
            return sources.files();
        }
        List<TreeEntry> files = run(sources.build().get());
        project.sources().refuseSecrets(files);
        return files;
    }

    private List<TreeEntry> run(CommandBuild build) {
        Path folder = workFolder.resolve("code");
        try {
            Files.createDirectory(folder);
        } catch (IOException e) {
            throw WorkspaceException.of("preparing the build", e);
        }
        log.codeBuilding(build, builder.toolchain(build));
        builder.build(build, folder);
        Path output = build.packageIn(folder);
        List<TreeEntry> files = Files.isDirectory(output) ? FileTree.listBuilt(output) : List.of();
        if (files.isEmpty()) {
            throw new BuildException(
                    "the build command left nothing in " + CommandBuild.OUTPUT + "/\ncommand: "
                            + Credentials.redact(build.command().line()),
                    "have it put the finished package into the folder " + CommandBuild.OUTPUT
                            + " of the project, whose path is in the variable ARTIFACTS_DIR");
        }
        log.codeBuilt(files.size());
        return files;
    }

    /** Code comes before dependencies, as it does on the paths on which Lambda looks for both. */
    private List<TreeEntry> merged(List<TreeEntry> code, List<TreeEntry> layer, String layerFolder) {
        Set<String> names = code.stream().map(TreeEntry::name).collect(Collectors.toSet());
        Set<String> folders = names.stream().flatMap(CodeBundle::foldersAround).collect(Collectors.toSet());
        Set<String> twice = new TreeSet<>();
        List<TreeEntry> all = new ArrayList<>(code);
        for (TreeEntry file : layer) {
            String name = file.name().substring(layerFolder.length() + 1);
            if (names.contains(name)
                    || folders.contains(name)
                    || foldersAround(name).anyMatch(names::contains)) {
                twice.add(name);
            } else {
                all.add(file.withName(name));
            }
        }
        if (!twice.isEmpty()) {
            log.codeHidesDependencies(List.copyOf(twice));
        }
        return all;
    }

    private static Stream<String> foldersAround(String name) {
        return IntStream.range(0, name.length())
                .filter(index -> name.charAt(index) == '/')
                .mapToObj(index -> name.substring(0, index));
    }
}
