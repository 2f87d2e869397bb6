package io.github.lambdaci.console;

import static io.github.lambdaci.testing.Releases.PROJECT;
import static io.github.lambdaci.testing.Releases.artifact;
import static io.github.lambdaci.testing.Releases.layer;
import static io.github.lambdaci.testing.Releases.version;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LayerVersionArn;
import io.github.lambdaci.account.LiveAlias;
import io.github.lambdaci.artifact.Archive;
import io.github.lambdaci.build.PackageBuild;
import io.github.lambdaci.packages.Omission;
import io.github.lambdaci.packages.Part;
import io.github.lambdaci.packages.Slimming;
import io.github.lambdaci.pipeline.Code;
import io.github.lambdaci.pipeline.PipelineLog.DescriptorChange;
import io.github.lambdaci.pipeline.SizeReport;
import io.github.lambdaci.pipeline.Stage;
import io.github.lambdaci.project.Descriptor;
import io.github.lambdaci.project.LambdaProject;
import io.github.lambdaci.project.LeftOut;
import io.github.lambdaci.project.Packaging;
import io.github.lambdaci.project.Toolchain;
import io.github.lambdaci.runtime.Architecture;
import io.github.lambdaci.runtime.LambdaRuntime;
import io.github.lambdaci.runtime.Language;
import io.github.lambdaci.runtime.PackageManagers;
import io.github.lambdaci.testing.GoldenFile;
import io.github.lambdaci.testing.Releases;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConsoleLogTests {
    private static final LayerVersionArn OLD_LAYER = layer("orders-deps", 6);
    private static final LayerVersionArn NEW_LAYER = layer("orders-deps", 7);
    private static final LayerVersionArn OTHERS_LAYER = layer("monitoring", 3);
    private static final FunctionVersion LIVE = version("41", "old code", "settings", OLD_LAYER);
    private static final FunctionVersion LATEST = version("$LATEST", "old code", "settings", OLD_LAYER);
    private static final String IMAGE = "public.ecr.aws/sam/build-python3.13:latest-x86_64";

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private Instant now = Instant.EPOCH;
    private ConsoleLog log = log(Terminal.PLAIN);

    @Test
    void fullRun() {
        playFullRun();
        assertGolden("full-run.txt");
    }

    @Test
    void fullRunOnTerminal() {
        log = log(new Terminal(100, true));
        playFullRun();
        assertGolden("full-run-on-terminal.txt");
    }

    @Test
    void fullRunOnTerminalWithoutUnicode() {
        log = log(new Terminal(100, false));
        playFullRun();
        assertGolden("full-run-on-ascii-terminal.txt");
    }

    @Test
    void textIsTheSameInEveryLocale() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG"));
        try {
            playFullRun();
        } finally {
            Locale.setDefault(before);
        }
        assertGolden("full-run.txt");
    }

    @Test
    void firstRun() {
        log.started(PROJECT);
        log.stage(Stage.CHECK);
        log.functionRead(version("$LATEST", "placeholder", "settings"), "latest", Optional.empty());
        log.noDescriptor(List.of("requirements.txt", "pyproject.toml"));
        log.stage(Stage.BUNDLE);
        log.bundling().filesLeftOut(List.of());
        log.bundling().codeBundled(new Code.Local(archive(1, 412, 600), Optional.empty(), Optional.empty()), true);
        log.stage(Stage.UPLOAD);
        log.artifactUploaded(artifact("orders/1.4.0/app.zip", 412));
        log.stage(Stage.DEPLOY);
        log.codeUpdated(LATEST);
        log.stage(Stage.PUBLISH);
        log.versionPublished(version("1", "new code", "settings"));
        log.traffic().aliasCreated("latest", version("1", "new code", "settings"));
        log.finished(Releases.first());
        assertGolden("first-run.txt");
    }

    @Test
    void nothingChanged() {
        LiveAlias alias = alias(Map.of());
        log.started(PROJECT);
        log.stage(Stage.CHECK);
        log.functionRead(LATEST, "latest", Optional.of(alias));
        log.descriptorCompared(descriptor(), DescriptorChange.SAME);
        log.stage(Stage.BUNDLE);
        log.bundling().dependenciesUnchanged(OLD_LAYER);
        log.bundling()
                .codeBundled(new Code.Local(archive(41, 120_345, 400_000), Optional.empty(), Optional.empty()), false);
        log.stage(Stage.UPLOAD);
        log.nothingToUpload();
        log.stage(Stage.DEPLOY);
        log.nothingToDeploy();
        log.stage(Stage.PUBLISH);
        log.nothingToPublish("latest", LIVE);
        log.finished(Releases.unchanged());
        assertGolden("nothing-changed.txt");
    }

    @Test
    void revert() {
        log.started(PROJECT);
        log.stage(Stage.CHECK);
        log.functionRead(LATEST, "latest", Optional.of(alias(Map.of())));
        log.latestDiffersFromAlias(version("$LATEST", "other", "other", NEW_LAYER), "latest", LIVE);
        log.warning("runtime python3.9 is deprecated since 2025-12-15");
        log.descriptorCompared(descriptor(), DescriptorChange.CHANGED);
        log.stage(Stage.BUNDLE);
        log.bundling().dependenciesFound(artifact("packages/3b1c.zip", 2_123_456));
        log.bundling()
                .codeBundled(new Code.Local(archive(41, 120_345, 400_000), Optional.empty(), Optional.empty()), true);
        log.stage(Stage.UPLOAD);
        log.artifactPresent(artifact("orders/1.3.0/app.zip", 120_345));
        log.artifactCopied(artifact("orders/latest/app.zip", 120_345));
        log.stage(Stage.DEPLOY);
        log.layerReused(layer("orders-deps", 5));
        log.layersUpdated(List.of(), List.of(layer("orders-deps", 5)));
        log.codeUpdated(LATEST);
        log.stage(Stage.PUBLISH);
        log.versionPublished(version("43", "old code", "settings"));
        log.traffic().aliasMoved("latest", alias(Map.of()), version("43", "old code", "settings"));
        log.finished(Releases.reverted());
        assertGolden("revert.txt");
    }

    @Test
    void weightsCleared() {
        LiveAlias shared = alias(Map.of("42", 0.125, "40", 0.1));
        log.started(PROJECT);
        log.stage(Stage.CHECK);
        log.functionRead(LATEST, "latest", Optional.of(shared));
        log.stage(Stage.PUBLISH);
        log.traffic().aliasMoved("latest", shared, LIVE);
        log.traffic().aliasMoved("latest", shared, version("42", "new code", "settings"));
        assertGolden("weights-cleared.txt");
    }

    @Test
    void sandboxRunOnThisMachineWithLogs() {
        log.surroundings().sandbox(Path.of(".lambda-ci/sandbox"));
        log.started(PROJECT);
        log.stage(Stage.BUNDLE);
        log.bundling().dependenciesBuilding(build(), new Toolchain("host", "", List.of("pip")));
        log.bundling().buildOutput("  ");
        log.finished(Releases.published());
        log.surroundings().watching(LIVE, Optional.of(Duration.ofMinutes(2)));
        log.surroundings().functionLog("START RequestId: 1 Version: 41\n");
        log.surroundings().watching(LIVE, Optional.empty());
        assertGolden("sandbox.txt");
    }

    @Test
    void buildOutputCannotPlayTricksOrTellSecrets() {
        log.stage(Stage.BUNDLE);
        log.bundling().dependenciesBuilding(build(), new Toolchain("docker", IMAGE, List.of("pip")));
        log.bundling().buildOutput("10%\r50%\r\u001b[32mdone\u001b[0m\u001b]0;title\u0007");
        log.bundling().buildOutput("Looking in indexes: https://user:secret@pypi.example.com/simple");
        assertThat(text())
                .contains("  [pip]  done0;title\n")
                .contains("https://***@pypi")
                .doesNotContain("secret");
    }

    @Test
    void uploadsHaveProgressBarsOnTerminalsOnly() {
        playUpload();
        assertThat(text()).doesNotContain("\r").hasLineCount(1);

        written.reset();
        log = log(new Terminal(100, true));
        playUpload();
        assertThat(text())
                .contains("\rupload   app.zip")
                .contains("\r\u001b[2K\u001b[36mupload")
                .endsWith("app.zip (8.0 MB)\n");
    }

    @Test
    void standingTellsWhatIsLiveWhereverARunStops() {
        assertThat(log.standing()).isEmpty();
        log.started(PROJECT);
        log.stage(Stage.CHECK);
        assertThat(log.standing()).hasValue("stopped in stage check: nothing was changed in AWS");
        log.functionRead(LATEST, "latest", Optional.of(alias(Map.of())));
        log.stage(Stage.DEPLOY);
        assertThat(log.standing())
                .hasValue("stopped in stage deploy: live traffic was not touched, "
                        + "alias latest still points to version 41");
        log.stage(Stage.PUBLISH);
        log.versionPublished(version("42", "new code", "settings"));
        assertThat(log.standing())
                .hasValue("stopped in stage publish: live traffic was not touched, "
                        + "alias latest still points to version 41");
        log.traffic().aliasMoving("latest", version("42", "new code", "settings"));
        assertThat(log.standing())
                .hasValue("stopped in stage publish: alias latest was about to move from version 41 to 42; "
                        + "to see whether it did: aws lambda get-alias --function-name orders --name latest");
        log.traffic().aliasMoved("latest", alias(Map.of()), version("42", "new code", "settings"));
        assertThat(log.standing())
                .hasValue("stopped in stage publish: alias latest points to version 42 already, "
                        + "which takes the live traffic");
        log.finished(Releases.published());
        assertThat(log.standing()).hasValue("the release itself is complete: alias latest points to version 42");
    }

    @Test
    void standingOfAFirstRunSaysThatThereIsNoTraffic() {
        log.started(PROJECT);
        log.stage(Stage.CHECK);
        log.functionRead(LATEST, "latest", Optional.empty());
        assertThat(log.standing())
                .hasValue("stopped in stage check: nothing was changed in AWS; "
                        + "there is no live traffic yet, alias latest does not exist");
        log.stage(Stage.DEPLOY);
        assertThat(log.standing())
                .hasValue("stopped in stage deploy: there is no live traffic yet, alias latest does not exist");
    }

    @Test
    void sizesAreAlignedInPlainLines() {
        log.stage(Stage.BUNDLE);
        playSizes();
        assertGolden("sizes.txt");
    }

    @Test
    void sizesHaveBarsOnTerminals() {
        log = log(new Terminal(100, true));
        log.stage(Stage.BUNDLE);
        playSizes();
        assertGolden("sizes-on-terminal.txt");
    }

    @Test
    void sizesHaveBarsOnTerminalsWithoutUnicode() {
        log = log(new Terminal(90, false));
        log.stage(Stage.BUNDLE);
        playSizes();
        assertGolden("sizes-on-ascii-terminal.txt");
    }

    @Test
    void sizesOfSmallFunctionsAreToldOnlyToWhoAsks() {
        SizeReport small = new SizeReport(262_144_000, 412, List.of(), Optional.empty(), List.of());
        log.started(PROJECT);
        written.reset();
        log.bundling().sizesMeasured(small);
        assertThat(text()).isEmpty();

        log.started(asking());
        written.reset();
        log.bundling().sizesMeasured(small);
        assertThat(text()).contains("412 B of the 262 MB that Lambda allows unzipped (0 %): code 412 B");
    }

    private static LambdaProject asking() {
        Packaging packaging = new Packaging(Optional.empty(), Optional.empty(), false, false, List.of(), true);
        return new LambdaProject(
                PROJECT.target(),
                PROJECT.sources(),
                PROJECT.descriptorPath(),
                PROJECT.sourceVersion(),
                PROJECT.runtime(),
                packaging);
    }

    private void playSizes() {
        log.bundling()
                .packagesOmitted(new Omission(
                        List.of(new Part("botocore", 24_100_000), new Part("boto3", 1_200_000)), List.of("boto")));
        log.bundling().packagesOmitted(new Omission(List.of(), List.of("a", "b")));
        log.bundling().packagesSlimmed(new Slimming(120_000_000, 89_000_000));
        log.bundling().sizesMeasured(Releases.size());
        log.bundling().layerSizesUnknown(Releases.size());
    }

    private void playFullRun() {
        log.started(PROJECT);
        log.stage(Stage.CHECK);
        log.functionRead(LATEST, "latest", Optional.of(alias(Map.of())));
        log.descriptorCompared(descriptor(), DescriptorChange.CHANGED);
        log.stage(Stage.BUNDLE);
        log.bundling().dependenciesBuilding(build(), new Toolchain("docker", IMAGE, List.of("pip")));
        log.bundling().imagePulling(IMAGE);
        log.bundling().buildOutput("Collecting requests==2.32.0");
        log.bundling().buildOutput("Successfully installed requests-2.32.0");
        now = now.plusMillis(41_200);
        log.bundling().dependenciesBuilt(archive(312, 2_123_456, 8_412_345));
        log.bundling()
                .filesLeftOut(List.of(
                        new LeftOut(".env", LeftOut.Reason.BY_DEFAULT),
                        new LeftOut(".git/", LeftOut.Reason.BY_DEFAULT),
                        new LeftOut("requirements.txt", LeftOut.Reason.IN_LAYER),
                        new LeftOut("tests/", LeftOut.Reason.AS_ASKED)));
        log.bundling()
                .codeBundled(new Code.Local(archive(41, 120_345, 400_000), Optional.empty(), Optional.empty()), true);
        log.stage(Stage.UPLOAD);
        log.artifactUploaded(artifact("packages/3b1c.zip", 2_123_456));
        log.artifactCopied(artifact("orders/latest/deps.zip", 2_123_456));
        log.artifactUploaded(artifact("orders/1.4.0/app.zip", 120_345));
        log.stage(Stage.DEPLOY);
        log.layerPublished(NEW_LAYER);
        log.layersUpdated(List.of(OTHERS_LAYER, OLD_LAYER), List.of(OTHERS_LAYER, NEW_LAYER));
        log.codeUpdated(LATEST);
        log.stage(Stage.PUBLISH);
        log.versionPublished(version("42", "new code", "settings"));
        log.traffic().aliasMoved("latest", alias(Map.of()), version("42", "new code", "settings"));
        log.finished(Releases.published());
    }

    @Test
    void progressBarKeepsAnInterruption() {
        log = log(new Terminal(100, true));
        Thread.currentThread().interrupt();
        playUpload();
        assertThat(Thread.interrupted()).isTrue();
    }

    private void playUpload() {
        log.stage(Stage.UPLOAD);
        for (long bytes = 0; bytes <= 8_000_000; bytes += 2_000_000) {
            log.uploadProgress(artifact("orders/1.4.0/app.zip", 8_000_000).key(), bytes, 8_000_000);
        }
        log.artifactUploaded(artifact("orders/1.4.0/app.zip", 8_000_000));
    }

    private ConsoleLog log(Terminal terminal) {
        return new ConsoleLog(new PrintStream(written, true, StandardCharsets.UTF_8), terminal, () -> now);
    }

    private String text() {
        return written.toString(StandardCharsets.UTF_8);
    }

    private void assertGolden(String name) {
        GoldenFile.of(ConsoleLogTests.class, name).assertHolds(text());
    }

    private static LiveAlias alias(Map<String, Double> weights) {
        return new LiveAlias(LIVE, weights, "revision");
    }

    private static Descriptor descriptor() {
        return new Descriptor(
                PackageManagers.usual(Language.PYTHON),
                "requirements.txt",
                Path.of("/project"),
                "requirements.txt",
                List.of());
    }

    private static PackageBuild build() {
        return new PackageBuild(descriptor(), LambdaRuntime.of("python3.13"), Architecture.ARM64);
    }

    private static Archive archive(int entries, long bytes, long unzippedBytes) {
        return new Archive(Path.of("a.zip"), Releases.hash("zip"), bytes, unzippedBytes, entries);
    }
}
