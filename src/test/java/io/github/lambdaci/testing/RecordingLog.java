package io.github.lambdaci.testing;

import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LayerVersionArn;
import io.github.lambdaci.account.LiveAlias;
import io.github.lambdaci.account.StoredArtifact;
import io.github.lambdaci.artifact.Archive;
import io.github.lambdaci.artifact.ArtifactKey;
import io.github.lambdaci.build.CommandBuild;
import io.github.lambdaci.build.PackageBuild;
import io.github.lambdaci.history.PruneLog;
import io.github.lambdaci.lease.Holder;
import io.github.lambdaci.lease.LeaseLog;
import io.github.lambdaci.packages.Omission;
import io.github.lambdaci.packages.Slimming;
import io.github.lambdaci.pipeline.BundleLog;
import io.github.lambdaci.pipeline.Code;
import io.github.lambdaci.pipeline.LiveChange;
import io.github.lambdaci.pipeline.PipelineLog;
import io.github.lambdaci.pipeline.Release;
import io.github.lambdaci.pipeline.SizeReport;
import io.github.lambdaci.pipeline.Stage;
import io.github.lambdaci.project.Descriptor;
import io.github.lambdaci.project.LambdaProject;
import io.github.lambdaci.project.LeftOut;
import io.github.lambdaci.project.Provenance;
import io.github.lambdaci.project.Toolchain;
import io.github.lambdaci.runtime.LambdaRuntime;
import io.github.lambdaci.traffic.Shift;
import io.github.lambdaci.traffic.TrafficLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Records what is told, each as its name and what it is about: {@code aliasMoved live 3 -> 4}. */
public final class RecordingLog implements PipelineLog, BundleLog, TrafficLog, LeaseLog, PruneLog {
    private final List<String> events = Collections.synchronizedList(new ArrayList<>());

    /** Everything that was told, in its order. */
    public List<String> events() {
        return List.copyOf(events);
    }

    /** Only what has this name. */
    public List<String> events(String name) {
        return events.stream()
                .filter(event -> event.equals(name) || event.startsWith(name + " "))
                .toList();
    }

    /** Forgets everything. */
    public void clear() {
        events.clear();
    }

    private void add(String event) {
        events.add(event);
    }

    private static String number(Optional<LiveAlias> alias) {
        return alias.map(live -> live.target().version()).orElse("none");
    }

    @Override
    public void versionDeleted(FunctionVersion version) {
        add("versionDeleted " + version.version());
    }

    @Override
    public void layerDeleted(LayerVersionArn layer) {
        add("layerDeleted " + layer.layerName() + ":" + layer.version());
    }

    @Override
    public void artifactDeleted(ArtifactKey key) {
        add("artifactDeleted " + key.key());
    }

    @Override
    public void nothingToCopy(Provenance from) {
        add("nothingToCopy " + from.environment());
    }

    @Override
    public void codeCopied(Provenance from, Archive code) {
        add("codeCopied " + from.environment() + " " + code.sha256().abbreviated());
    }

    @Override
    public void layerCopied(Provenance from, Archive packages) {
        add("layerCopied " + from.environment() + " " + packages.sha256().abbreviated());
    }

    @Override
    public BundleLog bundling() {
        return this;
    }

    @Override
    public TrafficLog traffic() {
        return this;
    }

    @Override
    public LeaseLog leasing() {
        return this;
    }

    @Override
    public void leaseAwaited(String function, Holder holder, Duration atMost) {
        add("leaseAwaited " + function + " " + holder.description() + " " + atMost.toSeconds());
    }

    @Override
    public void leaseArrived(String function, Duration waited) {
        add("leaseArrived " + function + " " + waited.toSeconds());
    }

    @Override
    public void leaseTakenOver(String function, Holder before, Abandonment sign) {
        add("leaseTakenOver " + function + " " + before.description() + " " + sign);
    }

    @Override
    public void lookingAgain(String function, Optional<Holder> meanwhile) {
        add("lookingAgain " + function + " "
                + meanwhile.map(Holder::description).orElse("somebody"));
    }

    @Override
    public void leaseLost(String function, Holder to) {
        add("leaseLost " + function + " " + to.description());
    }

    @Override
    public void leasesUnsupported(String function) {
        add("leasesUnsupported " + function);
    }

    @Override
    public void leaseKept(String function, Duration length) {
        add("leaseKept " + function + " " + length.toSeconds());
    }

    @Override
    public void started(LambdaProject project) {
        add("started " + project.target().function() + " " + project.sourceVersion());
    }

    @Override
    public void planning(LambdaProject project) {
        add("planning " + project.target().function() + " " + project.sourceVersion());
    }

    @Override
    public void changing() {
        add("changing");
    }

    @Override
    public void comparing(FunctionVersion live) {
        add("comparing " + live.version());
    }

    @Override
    public void buildNotKept() {
        add("buildNotKept");
    }

    @Override
    public void stage(Stage stage) {
        add("stage " + stage.title());
    }

    @Override
    public void warning(String message) {
        add("warning " + message);
    }

    @Override
    public void functionRead(FunctionVersion latest, String aliasName, Optional<LiveAlias> alias) {
        add("functionRead " + latest.functionArn() + " " + aliasName + " " + number(alias));
    }

    @Override
    public void latestDiffersFromAlias(FunctionVersion latest, String aliasName, FunctionVersion target) {
        add("latestDiffersFromAlias " + aliasName + " " + target.version());
    }

    @Override
    public void liveByRollback(String aliasName, LiveChange rollback) {
        add("liveByRollback " + aliasName + " " + rollback.version());
    }

    @Override
    public void noDescriptor(List<String> usualNames) {
        add("noDescriptor " + usualNames);
    }

    @Override
    public void descriptorCompared(Descriptor descriptor, DescriptorChange change) {
        add("descriptorCompared " + descriptor.name() + " " + change);
    }

    @Override
    public void filesLeftOut(List<LeftOut> leftOut) {
        add("filesLeftOut " + leftOut.stream().map(LeftOut::name).toList());
    }

    @Override
    public void codeShippedAsItIs(LambdaRuntime runtime) {
        add("codeShippedAsItIs " + runtime);
    }

    @Override
    public void codeFound(StoredArtifact code) {
        add("codeFound " + code.key());
    }

    @Override
    public void codeBuilding(CommandBuild build, Toolchain toolchain) {
        add("codeBuilding " + build.command().line() + " " + toolchain.builder());
    }

    @Override
    public void codeBuilt(int files) {
        add("codeBuilt " + files);
    }

    @Override
    public void codeHidesDependencies(List<String> names) {
        add("codeHidesDependencies " + names);
    }

    @Override
    public void codeBundled(Code code, boolean changed) {
        add("codeBundled " + (changed ? "changed" : "same"));
    }

    @Override
    public void dependenciesUnchanged(LayerVersionArn layer) {
        add("dependenciesUnchanged " + layer);
    }

    @Override
    public void dependenciesFound(StoredArtifact packages) {
        add("dependenciesFound " + packages.key());
    }

    @Override
    public void dependenciesBuilding(PackageBuild build, Toolchain toolchain) {
        add("dependenciesBuilding " + build.descriptor().name() + " " + toolchain.builder());
    }

    @Override
    public void imagePulling(String image) {
        add("imagePulling " + image);
    }

    @Override
    public void buildOutput(String line) {
        add("buildOutput " + line);
    }

    @Override
    public void dependenciesBuilt(Archive packages) {
        add("dependenciesBuilt");
    }

    @Override
    public void packagesOmitted(Omission omission) {
        add("packagesOmitted " + omission.packages() + " unknown " + omission.unknown());
    }

    @Override
    public void packagesSlimmed(Slimming slimming) {
        add("packagesSlimmed " + slimming.before() + " -> " + slimming.after());
    }

    @Override
    public void sizesMeasured(SizeReport report) {
        add("sizesMeasured " + report.unzippedBytes() + " of " + report.limitBytes());
    }

    @Override
    public void layerSizesUnknown(SizeReport report) {
        add("layerSizesUnknown");
    }

    @Override
    public void uploadProgress(ArtifactKey key, long bytes, long totalBytes) {
        add("uploadProgress " + key + " " + bytes + " " + totalBytes);
    }

    @Override
    public void artifactUploaded(StoredArtifact artifact) {
        add("artifactUploaded " + artifact.key());
    }

    @Override
    public void artifactPresent(StoredArtifact artifact) {
        add("artifactPresent " + artifact.key());
    }

    @Override
    public void artifactCopied(StoredArtifact artifact) {
        add("artifactCopied " + artifact.key());
    }

    @Override
    public void nothingToUpload() {
        add("nothingToUpload");
    }

    @Override
    public void layerPublished(LayerVersionArn layer) {
        add("layerPublished " + layer);
    }

    @Override
    public void layerReused(LayerVersionArn layer) {
        add("layerReused " + layer);
    }

    @Override
    public void layersUpdated(List<LayerVersionArn> before, List<LayerVersionArn> after) {
        add("layersUpdated " + before + " -> " + after);
    }

    @Override
    public void codeUpdated(FunctionVersion latest) {
        add("codeUpdated " + latest.functionArn());
    }

    @Override
    public void nothingToDeploy() {
        add("nothingToDeploy");
    }

    @Override
    public void versionPublished(FunctionVersion version) {
        add("versionPublished " + version.version());
    }

    @Override
    public void aliasCreated(String aliasName, FunctionVersion version) {
        add("aliasCreated " + aliasName + " " + version.version());
    }

    @Override
    public void aliasMoved(String aliasName, LiveAlias before, FunctionVersion version) {
        add("aliasMoved " + aliasName + " " + before.target().version() + " -> " + version.version());
    }

    @Override
    public void nothingToPublish(String aliasName, FunctionVersion version) {
        add("nothingToPublish " + aliasName + " " + version.version());
    }

    @Override
    public void aliasLeft(String aliasName, Optional<LiveAlias> alias, FunctionVersion version) {
        add("aliasLeft " + aliasName + " " + number(alias) + " " + version.version());
    }

    @Override
    public void versionChecking(FunctionVersion version) {
        add("versionChecking " + version.version());
    }

    @Override
    public void versionChecked(FunctionVersion version) {
        add("versionChecked " + version.version());
    }

    @Override
    public void awaitingOthers(String aliasName, FunctionVersion version) {
        add("awaitingOthers " + version.version());
    }

    @Override
    public void aliasMoving(String aliasName, FunctionVersion version) {
        add("aliasMoving " + aliasName + " " + version.version());
    }

    @Override
    public void movesAtOnce(String aliasName, Reason reason) {
        add("movesAtOnce " + aliasName + " " + reason);
    }

    @Override
    public void leftWeightsCleared(String aliasName, LiveAlias before) {
        add("leftWeightsCleared " + aliasName + " " + before.weights());
    }

    @Override
    public void alarmsWatched(List<String> names) {
        add("alarmsWatched " + names);
    }

    @Override
    public void alarmsIgnored(List<String> names) {
        add("alarmsIgnored " + names);
    }

    @Override
    public void errorsWatched(FunctionVersion version, Shift.Gradual shift) {
        add("errorsWatched " + version.version() + " " + shift.length());
    }

    @Override
    public void trafficShifted(Sharing sharing, Shift.Gradual shift) {
        add("trafficShifted " + shared(sharing) + " for " + shift.interval());
    }

    @Override
    public void goingBack(String aliasName, FunctionVersion before, String why) {
        add("goingBack " + aliasName + " " + before.version() + " " + why);
    }

    @Override
    public void wentBack(String aliasName, FunctionVersion before) {
        add("wentBack " + aliasName + " " + before.version());
    }

    @Override
    public void deploymentStarted(String deploymentId, Shift.CodeDeploy shift) {
        add("deploymentStarted " + deploymentId);
    }

    @Override
    public void deploymentShifted(Sharing sharing) {
        add("deploymentShifted " + shared(sharing));
    }

    private static String shared(Sharing sharing) {
        return sharing.alias() + " " + sharing.percent().stripTrailingZeros().toPlainString() + "% "
                + sharing.before().version() + " -> " + sharing.version().version();
    }

    @Override
    public void finished(Release release) {
        add("finished " + release.status() + " " + release.live().version());
    }
}
