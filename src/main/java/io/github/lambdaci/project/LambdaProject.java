package io.github.lambdaci.project;

import io.github.lambdaci.artifact.ArtifactKeys;
import io.github.lambdaci.runtime.LambdaRuntime;
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
 */
public record LambdaProject(
        Target target,
        SourceTree sources,
        Optional<Path> descriptorPath,
        SourceVersion sourceVersion,
        Optional<LambdaRuntime> runtime,
        Packaging packaging) {
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

    /** The package descriptor, read anew; nothing if the project has none. */
    public Optional<Descriptor> descriptor(LambdaRuntime functionRuntime) {
        return Descriptors.find(descriptorPath, sources.root(), packaging.packageManager(), functionRuntime);
    }
}
