package io.github.lambdaci.pipeline;

import io.github.lambdaci.artifact.HashedTree;
import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.project.Descriptor;
import io.github.lambdaci.project.Fingerprint;
import io.github.lambdaci.project.LambdaProject;
import io.github.lambdaci.project.LeftOut;
import io.github.lambdaci.project.SourceTree;
import io.github.lambdaci.runtime.Architecture;
import io.github.lambdaci.runtime.LambdaRuntime;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Sources that are shipped as they are.
 *
 * @param runtime what they are read for
 * @param filesOfLayer what of them goes into the layer instead
 * @param leftOut what is not shipped
 * @param tree what is shipped
 */
record SourceFiles(LambdaRuntime runtime, Set<Path> filesOfLayer, List<LeftOut> leftOut, HashedTree tree) {
    /** Whether a function of this runtime gets the sources themselves, without dependencies among them. */
    static boolean areShippedAsTheyAre(LambdaProject project, LambdaRuntime runtime) {
        return !project.packaging().dependenciesInCode()
                && project.buildCommand(runtime).isEmpty();
    }

    /** Reads them for a function of this runtime. */
    static SourceFiles read(LambdaProject project, LambdaRuntime runtime) {
        Set<Path> filesOfLayer =
                project.descriptor(runtime).map(Descriptor::filesOfLayer).orElse(Set.of());
        return read(project, runtime, filesOfLayer);
    }

    /** Reads them. */
    static SourceFiles read(LambdaProject project, LambdaRuntime runtime, Set<Path> filesOfLayer) {
        SourceTree.HashedListing listing = project.sources().hashedListing(filesOfLayer);
        return new SourceFiles(runtime, filesOfLayer, listing.leftOut(), listing.tree());
    }

    /** What they are known by. */
    Sha256 fingerprint(Architecture architecture) {
        return Fingerprint.of(runtime, architecture, Optional.empty(), Optional.empty(), tree);
    }
}
