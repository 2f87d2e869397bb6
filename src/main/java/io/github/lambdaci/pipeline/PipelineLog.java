package io.github.lambdaci.pipeline;

import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LayerVersionArn;
import io.github.lambdaci.account.LiveAlias;
import io.github.lambdaci.account.StoredArtifact;
import io.github.lambdaci.artifact.ArtifactKey;
import io.github.lambdaci.project.Descriptor;
import io.github.lambdaci.project.LambdaProject;
import java.util.List;
import java.util.Optional;

/** What is worth telling the user while a function is shipped: one method for each thing, and no wording. */
public interface PipelineLog {
    /** Where it is told how the bundle stage gets on. */
    BundleLog bundling();

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

    /** An old version was deleted. */
    void versionDeleted(FunctionVersion version);

    /** An old layer version was deleted. */
    void layerDeleted(LayerVersionArn layer);

    /** An old artifact was removed. */
    void artifactDeleted(ArtifactKey key);

    /** A run is done. */
    void finished(Release release);
}
