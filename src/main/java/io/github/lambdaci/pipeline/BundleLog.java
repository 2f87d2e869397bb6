package io.github.lambdaci.pipeline;

import io.github.lambdaci.account.LayerVersionArn;
import io.github.lambdaci.account.StoredArtifact;
import io.github.lambdaci.artifact.Archive;
import io.github.lambdaci.build.BuildLog;
import io.github.lambdaci.build.CommandBuild;
import io.github.lambdaci.build.PackageBuild;
import io.github.lambdaci.packages.Omission;
import io.github.lambdaci.packages.Slimming;
import io.github.lambdaci.project.LeftOut;
import io.github.lambdaci.project.Provenance;
import io.github.lambdaci.project.Toolchain;
import io.github.lambdaci.runtime.LambdaRuntime;
import java.util.List;

/** What is worth telling the user while code and dependencies are bundled: one method for each thing, and no wording. */
public interface BundleLog extends BuildLog {
    /** Files and folders were left out of the code. */
    void filesLeftOut(List<LeftOut> leftOut);

    /** The project has no build command, and its runtime no package manager. */
    void codeShippedAsItIs(LambdaRuntime runtime);

    /** The right code was built before. */
    void codeFound(StoredArtifact code);

    /** A build command begins. */
    void codeBuilding(CommandBuild build, Toolchain toolchain);

    /** A build command is done. */
    void codeBuilt(int files);

    /** Files of the dependencies are not shipped, because the code has files of these names. */
    void codeHidesDependencies(List<String> names);

    /** The code is there, and was compared with what is live. */
    void codeBundled(Code code, boolean changed);

    /** Code and dependencies are those that are live where they are promoted from. */
    void nothingToCopy(Provenance from);

    /** The code was copied from where it is live, and is the same. */
    void codeCopied(Provenance from, Archive code);

    /** The dependencies were copied from where they are live, and are the same. */
    void layerCopied(Provenance from, Archive packages);

    /** The right dependencies are attached already. */
    void dependenciesUnchanged(LayerVersionArn layer);

    /** The right dependencies were built before. */
    void dependenciesFound(StoredArtifact packages);

    /** A build begins. */
    void dependenciesBuilding(PackageBuild build, Toolchain toolchain);

    /** A build is done. */
    void dependenciesBuilt(Archive packages);

    /** Packages were left out because the runtime has them. */
    void packagesOmitted(Omission omission);

    /** What no import needs was removed from the packages. */
    void packagesSlimmed(Slimming slimming);

    /** Everything that counts against Lambda's limit was measured. */
    void sizesMeasured(SizeReport report);

    /** Layers of others may be too large for the limit: their sizes are not known. */
    void layerSizesUnknown(SizeReport report);
}
