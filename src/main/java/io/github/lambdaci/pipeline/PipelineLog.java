package io.github.lambdaci.pipeline;

import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LayerVersionArn;
import io.github.lambdaci.account.LiveAlias;
import io.github.lambdaci.account.StoredArtifact;
import io.github.lambdaci.artifact.ArtifactKey;
import io.github.lambdaci.lease.LeaseLog;
import io.github.lambdaci.project.Descriptor;
import io.github.lambdaci.project.LambdaProject;
import io.github.lambdaci.traffic.TrafficLog;
import java.util.List;
import java.util.Optional;

/** What is worth telling the user while a function is shipped: one method for each thing, and no wording. */
public interface PipelineLog {
    /** Where it is told how the bundle stage gets on. */
    BundleLog bundling();

    /** Where it is told how the traffic moves. */
    TrafficLog traffic();
    /** Where it is told how runs take turns. */
    LeaseLog leasing();

    /** A run begins. */
    void started(LambdaProject project);

    /** A run that only says what it would do begins. */
    void planning(LambdaProject project);

    /** What would be shipped is compared with what a version has. */
    void comparing(FunctionVersion live);

    /** What was built for a plan is lost: to keep it would be to write. */
    void buildNotKept();

    /** A stage begins. */
    void stage(Stage stage);

    /** Something the user should know but that stops nothing. */
    void warning(String message);

    /** The function was read. */
    void functionRead(FunctionVersion latest, String aliasName, Optional<LiveAlias> alias);

    /** {@code $LATEST} is not what the alias's version was published from. */
    void latestDiffersFromAlias(FunctionVersion latest, String aliasName, FunctionVersion target);

    /** {@code $LATEST} is not what is live, because that was made live by a rollback. */
    void liveByRollback(String aliasName, LiveChange rollback);

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

    /** From here on, the function or its alias is changed; a run that has nothing of them to change does not come here. */
    void changing();

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

    /** The alias was right already. */
    void nothingToPublish(String aliasName, FunctionVersion version);

    /** The alias was left as it is, although it does not point to the version. */
    void aliasLeft(String aliasName, Optional<LiveAlias> alias, FunctionVersion version);

    /** A run is done. */
    void finished(Release release);
}
