package io.github.lambdaci.fleet;

import io.github.lambdaci.artifact.HashedTree;
import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.build.CommandBuild;
import io.github.lambdaci.build.PackageBuild;
import io.github.lambdaci.build.PackageBuilder;
import io.github.lambdaci.build.PreparedBuild;
import io.github.lambdaci.concurrent.Pending;
import io.github.lambdaci.failure.WorkspaceException;
import io.github.lambdaci.project.Fingerprint;
import io.github.lambdaci.project.Packaging;
import io.github.lambdaci.project.Toolchain;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;

/**
 * Builds what several functions of a run have in common once, as packages or what a command makes for several places: whoever
 * needs it first builds, the others wait.
 */
public final class SharedBuilds {
    private final Path folder;
    private final Map<Sha256, FutureTask<Path>> builds = new ConcurrentHashMap<>();
    private final Set<Sha256> prepared = ConcurrentHashMap.newKeySet();

    /**
     * Nothing is built yet.
     *
     * @param folder an empty folder for what is built, which stays until the run is over
     */
    public SharedBuilds(Path folder) {
        this.folder = folder;
    }

    /** A function's own builder, which is asked only for what no other function has had built. */
    public PackageBuilder over(PackageBuilder builder) {
        return new Sharing(builder);
    }

    private final class Sharing implements PackageBuilder {
        private final PackageBuilder builder;

        Sharing(PackageBuilder builder) {
            this.builder = builder;
        }

        @Override
        public Toolchain toolchain(PackageBuild build) {
            return builder.toolchain(build);
        }

        /** Only for whoever comes first; should that one find that it builds nothing, another builds without. */
        @Override
        public PreparedBuild prepare(PackageBuild build, Path layer) {
            Sha256 fingerprint = fingerprint(build);
            if (!prepared.add(fingerprint)) {
                return () -> build(build, layer);
            }
            Path own = created();
            return new PreparedShare(fingerprint, builder.prepare(build, own), own, layer);
        }

        @Override
        public void build(PackageBuild build, Path layer) {
            share(fingerprint(build), own -> builder.build(build, own), layer);
        }

        private Sha256 fingerprint(PackageBuild build) {
            return Fingerprint.of(
                    build.descriptor(),
                    build.runtime(),
                    build.architecture(),
                    builder.toolchain(build),
                    Packaging.USUAL);
        }

        @Override
        public Toolchain toolchain(CommandBuild build) {
            return builder.toolchain(build);
        }

        @Override
        public void build(CommandBuild build, Path target) {
            Sha256 fingerprint = Fingerprint.of(
                    build.runtime(),
                    build.architecture(),
                    Optional.of(builder.toolchain(build)),
                    Optional.empty(),
                    HashedTree.of(build.input()));
            share(fingerprint, own -> builder.build(build, own), target);
        }
    }

    /** What was made ready for one function, and is used unless another has had the same built by then. */
    private final class PreparedShare implements PreparedBuild {
        private final Sha256 fingerprint;
        private final PreparedBuild build;
        private final Path own;
        private final Path layer;

        PreparedShare(Sha256 fingerprint, PreparedBuild build, Path own, Path layer) {
            this.fingerprint = fingerprint;
            this.build = build;
            this.own = own;
            this.layer = layer;
        }

        @Override
        public void run() {
            Path shared = shared(fingerprint, () -> {
                build.run();
                return own;
            });
            copy(shared, layer);
        }

        @Override
        public void close() {
            build.close();
        }
    }

    private void share(Sha256 fingerprint, Consumer<Path> build, Path target) {
        Path shared = shared(fingerprint, () -> {
            Path own = created();
            build.accept(own);
            return own;
        });
        copy(shared, target);
    }

    /** Builds, unless another has begun to: then it is waited for. */
    private Path shared(Sha256 fingerprint, Callable<Path> build) {
        FutureTask<Path> mine = new FutureTask<>(build);
        FutureTask<Path> first = builds.putIfAbsent(fingerprint, mine);
        if (first == null) {
            mine.run();
        }
        return new Pending<>("waiting for a build that another function needs too", first == null ? mine : first).get();
    }

    private Path created() {
        try {
            return Files.createTempDirectory(folder, "build");
        } catch (IOException e) {
            throw WorkspaceException.of("preparing a folder for a build", e);
        }
    }

    private static void copy(Path from, Path to) {
        try {
            Files.walkFileTree(from, new Copying(from, to));
        } catch (IOException e) {
            throw WorkspaceException.of("copying what another function needs too", e);
        }
    }

    /** Copies a tree as it is: with modes, and symbolic links as such. */
    private static final class Copying extends SimpleFileVisitor<Path> {
        private final Path from;
        private final Path to;

        Copying(Path from, Path to) {
            this.from = from;
            this.to = to;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) throws IOException {
            Files.createDirectories(target(directory));
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.copy(file, target(file), StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
            return FileVisitResult.CONTINUE;
        }

        private Path target(Path path) {
            return to.resolve(from.relativize(path));
        }
    }
}
