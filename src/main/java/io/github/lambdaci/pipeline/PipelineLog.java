package io.github.lambdaci.pipeline;

import io.github.lambdaci.artifact.Archive;
import io.github.lambdaci.artifact.ArtifactKey;
import io.github.lambdaci.packages.Omission;
import io.github.lambdaci.packages.Slimming;
import io.github.lambdaci.project.Descriptor;
import io.github.lambdaci.project.LambdaProject;
import io.github.lambdaci.project.LeftOut;
import io.github.lambdaci.project.Toolchain;
import io.github.lambdaci.runtime.LambdaRuntime;
import java.util.List;
import java.util.Optional;

/** What is worth telling the user while a function is shipped: one method for each thing, and no wording. */
public interface PipelineLog {
    /** A run begins. */
    void started(LambdaProject project);

    /** A stage begins. */
    void stage(Stage stage);

    /** Something the user should know but that stops nothing. */
    void warning(String message);

    /** The function was read. */
    void functionRead(FunctionVersion latest, String aliasName, Optional<LiveAlias> alias);

    /** {@code $LATEST} is not what the alias's version was published from. */
    void latestDiffersFromAlias(FunctionVersion latest, String aliasName, FunctionVersion target);

    /** The project names no dependencies: it has no descriptor with one of the usual names. */
    void noDescriptor(List<String> usualNames);

    /** The descriptor was compared with the one of the last release. */
    void descriptorCompared(Descriptor descriptor, DescriptorChange change);

    /** How a descriptor differs from the one that is cached. */
    enum DescriptorChange {
        /** None is cached. */
        FIRST,
        /** Its text is another one. */
        CHANGED,
        /** Its text is the same, but not all that its packages are built from. */
        INPUTS,
        /** Its text is the same. */
        SAME
    }

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

    /** The right dependencies are attached already. */
    void dependenciesUnchanged(LayerVersionArn layer);

    /** The right dependencies were built before. */
    void dependenciesFound(StoredArtifact packages);

    /** A build begins. */
    void dependenciesBuilding(PackageBuild build, Toolchain toolchain);

    /** A build image is fetched, which can take a while. */
    void imagePulling(String image);

    /** A line that the build wrote. */
    void buildOutput(String line);

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

    /** Part of an upload is done. */
    void uploadProgress(ArtifactKey key, long bytes, long totalBytes);

    /** An artifact was uploaded. */
    void artifactUploaded(StoredArtifact artifact);

    /** An artifact was in the store already. */
    void artifactPresent(StoredArtifact artifact);

    /** An artifact was copied to a further key. */
    void artifactCopied(StoredArtifact artifact);

    /** Nothing had to be uploaded. */
    void nothingToUpload();

    /** A layer version was published. */
    void layerPublished(LayerVersionArn layer);

    /** A layer version with the right dependencies was there already. */
    void layerReused(LayerVersionArn layer);

    /** The function's layers were replaced. */
    void layersUpdated(List<LayerVersionArn> before, List<LayerVersionArn> after);

    /** The function's code was replaced. */
    void codeUpdated(FunctionVersion latest);

    /** {@code $LATEST} was right already. */
    void nothingToDeploy();

    /** A version was published, or Lambda answered with the last one because nothing differs from it. */
    void versionPublished(FunctionVersion version);

    /** The alias was created. */
    void aliasCreated(String aliasName, FunctionVersion version);

    /** The alias was moved, or its weights were cleared. */
    void aliasMoved(String aliasName, LiveAlias before, FunctionVersion version);

    /** The alias was right already. */
    void nothingToPublish(String aliasName, FunctionVersion version);

    /** A run is done. */
    void finished(Release release);
}
