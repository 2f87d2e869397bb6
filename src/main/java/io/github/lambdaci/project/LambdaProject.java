package io.github.lambdaci.project;

import io.github.lambdaci.artifact.ArtifactKeys;
import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.runtime.LambdaRuntime;
import io.github.lambdaci.runtime.Language;
import io.github.lambdaci.runtime.PackageManager;
import io.github.lambdaci.runtime.PackageManagers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What is being shipped, and where to.
 *
 * @param target names of the function, its alias and its layer, and the bucket of its artifacts
 * @param sources the code
 * @param descriptorPath the package descriptor's path, if it was given
 * @param sourceVersion the version of the sources
 * @param runtime the runtime that the function is expected to have, if it was given
 * @param packaging how it becomes a package
 * @param provenance where it is live already, if it is promoted as it is there
 */
public record LambdaProject(
        Target target,
        SourceTree sources,
        Optional<Path> descriptorPath,
        SourceVersion sourceVersion,
        Optional<LambdaRuntime> runtime,
        Packaging packaging,
        Optional<Provenance> provenance) {
    /** What is made from sources. */
    public LambdaProject(
            Target target,
            SourceTree sources,
            Optional<Path> descriptorPath,
            SourceVersion sourceVersion,
            Optional<LambdaRuntime> runtime,
            Packaging packaging) {
        this(target, sources, descriptorPath, sourceVersion, runtime, packaging, Optional.empty());
    }

    /** What is live elsewhere, of which only the names are known yet, and nothing is here. */
    public static LambdaProject elsewhere(Target target) {
        return new LambdaProject(
                target,
                SourceTree.NOWHERE,
                Optional.empty(),
                new SourceVersion("unknown"),
                Optional.empty(),
                Packaging.USUAL);
    }

    /** The same, now that it is known what is promoted. */
    public LambdaProject promoted(SourceVersion live, Provenance from) {
        return new LambdaProject(target, sources, descriptorPath, live, runtime, packaging, Optional.of(from));
    }

    /**
     * Names in AWS.
     *
     * @param bucket the bucket of the artifacts
     * @param function the function's name
     * @param alias the alias that takes the traffic
     * @param layer the name of the layer with the dependencies
     */
    public record Target(String bucket, String function, String alias, String layer) {}

    /** The keys of this function's artifacts. */
    public ArtifactKeys keys() {
        return new ArtifactKeys(target.bucket(), target.function());
    }

    /** The command that makes the finished package, if there is one. */
    public Optional<BuildCommand> buildCommand(LambdaRuntime functionRuntime) {
        return BuildCommand.find(packaging.buildCommand(), sources, functionRuntime);
    }

    /**
     * The name of the package descriptor that the project probably has, before its function's runtime is known, which
     * decides.
     */
    public Optional<String> likelyDescriptorName() {
        return PackageManagers.ALL.stream()
                .filter(manager -> runtime.filter(given -> given.language() != manager.language())
                        .isEmpty())
                .map(PackageManager::descriptor)
                .distinct()
                .filter(this::isProbablyThere)
                .findFirst();
    }

    private boolean isProbablyThere(String name) {
        return descriptorPath
                .map(given -> given.endsWith(name))
                .orElseGet(() -> Files.exists(Path.of(name))
                        || Files.exists(sources.root().resolve(name)));
    }

    /**
     * The package descriptor, read anew; nothing if the project has none, or if a command makes the finished package
     * and dependencies beside it were not asked for.
     */
    public Optional<Descriptor> descriptor(LambdaRuntime functionRuntime) {
        boolean asked = descriptorPath.isPresent() || packaging.packageManager().isPresent();
        if (functionRuntime.language() == Language.OTHER) {
            if (asked) {
                throw new ProjectException(
                        "lambda-ci knows no package manager for " + functionRuntime,
                        "leave out --app-packages-descriptor-path (and APP_PACKAGES_DESCRIPTOR_PATH) and"
                                + " --package-manager, and build the package with its dependencies: --build-command"
                                + " COMMAND");
            }
            return Optional.empty();
        }
        if (!asked && buildCommand(functionRuntime).isPresent()) {
            return Optional.empty();
        }
        return Descriptors.find(descriptorPath, sources.root(), packaging.packageManager(), functionRuntime);
    }
}
