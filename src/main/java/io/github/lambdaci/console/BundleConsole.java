package io.github.lambdaci.console;

import io.github.lambdaci.account.LayerVersionArn;
import io.github.lambdaci.account.StoredArtifact;
import io.github.lambdaci.artifact.Archive;
import io.github.lambdaci.build.CommandBuild;
import io.github.lambdaci.build.PackageBuild;
import io.github.lambdaci.packages.Omission;
import io.github.lambdaci.packages.Slimming;
import io.github.lambdaci.pipeline.BundleLog;
import io.github.lambdaci.pipeline.Code;
import io.github.lambdaci.pipeline.SizeReport;
import io.github.lambdaci.project.Credentials;
import io.github.lambdaci.project.LeftOut;
import io.github.lambdaci.project.Provenance;
import io.github.lambdaci.project.Toolchain;
import io.github.lambdaci.runtime.LambdaRuntime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Tells people what the bundle stage does. */
final class BundleConsole implements BundleLog {
    private static final int NAMES_SHOWN = 5;

    private final StageLines lines;
    private final SizeLines sizes;
    private final InstantSource clock;
    private String tool = "build";
    private Instant buildStart = Instant.EPOCH;

    BundleConsole(StageLines lines, SizeLines sizes, InstantSource clock) {
        this.lines = lines;
        this.sizes = sizes;
        this.clock = clock;
    }

    @Override
    public void warning(String message) {
        lines.warn(message);
    }

    @Override
    public void filesLeftOut(List<LeftOut> leftOut) {
        LeftOutWording.sentences(leftOut).forEach(lines::say);
    }

    @Override
    public void codeShippedAsItIs(LambdaRuntime runtime) {
        lines.say(
                "there is no --build-command, and no Makefile with a target build, so the folder is shipped as it is");
    }

    @Override
    public void codeFound(StoredArtifact code) {
        lines.say("this code was built before, reusing " + Wording.place(code));
    }

    @Override
    public void codeBuilding(CommandBuild build, Toolchain toolchain) {
        tool = "build";
        buildStart = clock.instant();
        lines.say(BuildWording.running(build, toolchain));
    }

    @Override
    public void codeBuilt(int files) {
        lines.say("code built in " + sinceBuildStart() + " (" + Wording.count(files, "file", "files") + ")");
    }

    @Override
    public void codeHidesDependencies(List<String> names) {
        lines.warn("in the code and in the dependencies, the code's are shipped: " + Wording.some(names, NAMES_SHOWN));
    }

    @Override
    public void codeBundled(Code code, boolean changed) {
        lines.say("code " + (changed ? "changed" : "unchanged") + " (" + BuildWording.content(code) + ")");
    }

    @Override
    public void nothingToCopy(Provenance from) {
        lines.say("nothing to copy: code and dependencies are those of " + Wording.provenance(from));
    }

    @Override
    public void codeCopied(Provenance from, Archive code) {
        lines.say("code copied from " + copied(from, code));
    }

    @Override
    public void layerCopied(Provenance from, Archive packages) {
        lines.say("dependencies copied from " + copied(from, packages));
    }

    private static String copied(Provenance from, Archive archive) {
        return Wording.provenance(from) + " (" + BuildWording.content(archive) + "), the SHA-256 is the same: "
                + Wording.hash(archive.sha256());
    }

    @Override
    public void dependenciesUnchanged(LayerVersionArn layer) {
        lines.say("dependencies unchanged (layer " + Wording.name(layer) + ")");
    }

    @Override
    public void dependenciesFound(StoredArtifact packages) {
        lines.say("these dependencies were built before, reusing " + Wording.place(packages));
    }

    @Override
    public void dependenciesBuilding(PackageBuild build, Toolchain toolchain) {
        tool = build.descriptor().manager().name();
        buildStart = clock.instant();
        lines.say("installing with " + tool + BuildWording.place(toolchain, build.runtime(), build.architecture()));
    }

    @Override
    public void dependenciesBuilt(Archive packages) {
        lines.say("dependencies built in " + sinceBuildStart() + " (" + BuildWording.content(packages) + ", "
                + Wording.bytes(packages.unzippedBytes()) + " unzipped)");
    }

    @Override
    public void packagesOmitted(Omission omission) {
        sizes.omitted(omission);
    }

    @Override
    public void imagePulling(String image) {
        lines.say("pulling " + image + ", which can take some minutes the first time");
    }

    @Override
    public void buildOutput(String line) {
        lines.quote(tool, Credentials.redact(line));
    }

    @Override
    public void packagesSlimmed(Slimming slimming) {
        sizes.slimmed(slimming);
    }

    @Override
    public void sizesMeasured(SizeReport report) {
        sizes.measured(report);
    }

    @Override
    public void layerSizesUnknown(SizeReport report) {
        sizes.layersUnknown(report);
    }

    private String sinceBuildStart() {
        return Wording.duration(Duration.between(buildStart, clock.instant()));
    }
}
