package io.github.lambdaci.console;

import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LayerVersionArn;
import io.github.lambdaci.account.LiveAlias;
import io.github.lambdaci.account.StoredArtifact;
import io.github.lambdaci.announcement.AnnouncementLog;
import io.github.lambdaci.artifact.ArtifactKey;
import io.github.lambdaci.history.PruneLog;
import io.github.lambdaci.history.RollbackLog;
import io.github.lambdaci.lease.LeaseLog;
import io.github.lambdaci.operation.OperationLog;
import io.github.lambdaci.pipeline.BundleLog;
import io.github.lambdaci.pipeline.LiveChange;
import io.github.lambdaci.pipeline.PipelineLog;
import io.github.lambdaci.pipeline.Release;
import io.github.lambdaci.pipeline.Stage;
import io.github.lambdaci.project.Descriptor;
import io.github.lambdaci.project.LambdaProject;
import io.github.lambdaci.traffic.TrafficLog;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Tells people what happens, in plain lines that also read well in a CI log; every sentence about a run is here. */
public final class ConsoleLog implements PipelineLog {
    private final PrintStream out;
    private final Terminal terminal;
    private final InstantSource clock;
    private final StageLines lines;
    private final TransferBar bar;
    private final SizeLines sizes;
    private final BundleConsole bundling;
    private final LeaseConsole leasing;
    private final OperationConsole operations;
    private final SurroundingsConsole surroundings;
    private final Standing standing = new Standing();
    private final TrafficConsole traffic;
    private final Course course;
    private final Announcements announcements;

    /** A log that is written to a stream. */
    public ConsoleLog(PrintStream out, Terminal terminal, InstantSource clock) {
        this.out = out;
        this.terminal = terminal;
        this.clock = clock;
        this.lines = new StageLines(out, terminal);
        this.bar = new TransferBar(out, terminal);
        this.sizes = new SizeLines(lines, terminal);
        this.bundling = new BundleConsole(lines, sizes, clock);
        this.course = new Course(clock);
        this.announcements = new Announcements(lines, clock, standing);
        this.traffic = new TrafficConsole(lines, standing, announcements);
        this.leasing = new LeaseConsole(lines);
        this.operations = new OperationConsole(lines);
        this.surroundings = new SurroundingsConsole(lines, bar, course);
    }

    /** The same for one function of many, which is told of elsewhere. */
    public ConsoleLog alone(PrintStream elsewhere) {
        return new ConsoleLog(elsewhere, Terminal.PLAIN, clock);
    }

    /** Where it is told how many functions get on. */
    public FleetConsole ofMany(List<String> names, boolean verbose) {
        return new FleetConsole(out, terminal, names, verbose);
    }

    /** What is live, for when a run ends before its end; nothing if it did not come to a stage. */
    public Optional<String> standing() {
        return standing.sentence();
    }

    /** Where it is told how a rollback gets on. */
    public RollbackLog rollingBack() {
        return new RollbackConsole(lines, standing, course, announcements);
    }

    /** Where it is told what a prune removes. */
    public PruneLog pruning() {
        return new PruneConsole(lines);
    }

    /** Where it is told that others were told what is live. */
    public AnnouncementLog announcing() {
        return new AnnouncementConsole(lines);
    }

    /** What the reports of the command say. */
    public ReportTexts reports() {
        return new ReportTexts(lines, course, standing);
    }

    /** What others are told of the run. */
    public Announcements announcements() {
        return announcements;
    }

    /** Where it is told what is around a run. */
    public SurroundingsConsole surroundings() {
        return surroundings;
    }

    /** Where it is told how reading logs and invoking get on. */
    public OperationLog operations() {
        return operations;
    }

    @Override
    public BundleLog bundling() {
        return bundling;
    }

    @Override
    public TrafficLog traffic() {
        return traffic;
    }

    @Override
    public LeaseLog leasing() {
        return leasing;
    }

    @Override
    public void started(LambdaProject project) {
        begun("release", project);
        announcements.began(
                News.Operation.RELEASE,
                project.target(),
                Optional.of(project.sourceVersion().value()),
                project.provenance());
        lines.say("ship", shipped(project));
    }

    @Override
    public void planning(LambdaProject project) {
        begun("plan", project);
        lines.say("plan", shipped(project) + "; nothing is written");
    }

    private void begun(String what, LambdaProject project) {
        standing.started(project.target().function(), project.target().alias());
        course.begun(what, project);
        sizes.ask(project.packaging().sizeReport());
    }

    private static String shipped(LambdaProject project) {
        LambdaProject.Target target = project.target();
        return target.function() + ", source version "
                + Wording.sourceVersion(project.sourceVersion().value()) + ", to alias " + target.alias()
                + project.provenance()
                        .map(from -> ", as it is live in " + Wording.provenance(from))
                        .orElse("");
    }

    @Override
    public void comparing(FunctionVersion live) {
        lines.say("plan", "comparing with " + Wording.version(live));
    }

    @Override
    public void buildNotKept() {
        lines.say("plan", "what was built is not kept, as that would be written to S3: a run builds it again");
    }

    @Override
    public void stage(Stage stage) {
        standing.reached(stage);
        course.reached(stage);
        lines.stage(stage);
    }

    @Override
    public void warning(String message) {
        lines.warn(message);
    }

    @Override
    public void functionRead(FunctionVersion latest, String aliasName, Optional<LiveAlias> alias) {
        standing.read(alias);
        course.read(alias);
        announcements.read(latest, alias);
        String live = alias.map(found ->
                        "alias " + aliasName + " -> version " + found.target().version() + AliasWeights.of(found))
                .orElse("alias " + aliasName + " does not exist yet");
        lines.say(latest.runtime() + " on " + latest.architecture() + ", " + live);
    }

    @Override
    public void latestDiffersFromAlias(FunctionVersion latest, String aliasName, FunctionVersion target) {
        lines.say("$LATEST differs from version " + target.version() + " in its "
                + Wording.differences(latest, target)
                + ": changed outside of lambda-ci, or by a run that did not end");
    }

    @Override
    public void liveByRollback(String aliasName, LiveChange rollback) {
        lines.say("alias " + aliasName + " points to version " + rollback.version() + " since a rollback"
                + rollback.from().map(version -> " of version " + version).orElse("") + " at "
                + Wording.time(rollback.at()) + "; $LATEST is ahead of it");
    }

    @Override
    public void noDescriptor(List<String> usualNames) {
        lines.say("there is no " + Wording.alternatives(usualNames) + ", so only code is shipped");
    }

    @Override
    public void descriptorCompared(Descriptor descriptor, DescriptorChange change) {
        lines.say(Wording.descriptor(descriptor)
                + switch (change) {
                    case FIRST -> " is released for the first time";
                    case CHANGED -> " changed since the last release";
                    case INPUTS ->
                        " is the same as in the last release, but its lock file, a file that it names, the image or an"
                                + " option is not";
                    case SAME -> " is the same as in the last release";
                });
    }

    @Override
    public void changing() {
        announcements.changing();
    }

    @Override
    public void uploadProgress(ArtifactKey key, long bytes, long totalBytes) {
        bar.show("upload   " + key.key().substring(key.key().lastIndexOf('/') + 1), bytes, totalBytes);
    }

    @Override
    public void artifactUploaded(StoredArtifact artifact) {
        bar.clear();
        lines.say(Wording.place(artifact));
    }

    @Override
    public void artifactPresent(StoredArtifact artifact) {
        lines.say(artifact.key() + " is there already");
    }

    @Override
    public void artifactCopied(StoredArtifact artifact) {
        // The next stage may have begun meanwhile.
        lines.say(Stage.UPLOAD.title(), "copied to " + artifact.key());
    }

    @Override
    public void nothingToUpload() {
        lines.say("nothing to upload");
    }

    @Override
    public void layerPublished(LayerVersionArn layer) {
        lines.say("published layer " + Wording.name(layer));
    }

    @Override
    public void layerReused(LayerVersionArn layer) {
        lines.say("layer " + Wording.name(layer) + " has these dependencies already");
    }

    @Override
    public void layersUpdated(List<LayerVersionArn> before, List<LayerVersionArn> after) {
        lines.say("layers of $LATEST: " + Wording.names(before) + " -> " + Wording.names(after));
    }

    @Override
    public void codeUpdated(FunctionVersion latest) {
        lines.say("updated the code of $LATEST");
    }

    @Override
    public void nothingToDeploy() {
        lines.say("nothing to deploy, $LATEST has this code and these layers");
    }

    @Override
    public void versionPublished(FunctionVersion version) {
        lines.say("version " + version.version() + " is ready");
    }

    @Override
    public void nothingToPublish(String aliasName, FunctionVersion version) {
        standing.live(version);
        lines.say("nothing to publish, alias " + aliasName + " points to version " + version.version() + " already");
    }

    @Override
    public void aliasLeft(String aliasName, Optional<LiveAlias> alias, FunctionVersion version) {
        lines.say(alias.map(live -> "alias " + aliasName + " stays at version "
                                + live.target().version() + AliasWeights.of(live))
                        .orElse("alias " + aliasName + " is not created")
                + ", as --no-shift says; version " + version.version() + " waits for whoever moves it");
    }

    @Override
    public void finished(Release release) {
        switch (release.status()) {
            case PUBLISHED, UNCHANGED -> standing.live(release.live());
            case WAITING -> standing.finishedWith("the version is published, and the alias was left as it is");
            case UPLOADED -> standing.finishedWith("the upload is complete, and nothing was deployed");
        }
        standing.finished();
        new Summary(lines, course.sandbox()).write(release);
        announcements.finished(release);
    }
}
