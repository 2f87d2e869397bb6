package io.github.lambdaci.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.lambdaci.account.Account;
import io.github.lambdaci.account.LayerSize;
import io.github.lambdaci.account.LayerVersionArn;
import io.github.lambdaci.failure.BuildException;
import io.github.lambdaci.lease.Leases;
import io.github.lambdaci.lease.Owner;
import io.github.lambdaci.lease.RunningProcess;
import io.github.lambdaci.packages.Part;
import io.github.lambdaci.project.LambdaProject;
import io.github.lambdaci.project.Packaging;
import io.github.lambdaci.project.SourceTree;
import io.github.lambdaci.project.SourceVersion;
import io.github.lambdaci.runtime.LambdaRuntime;
import io.github.lambdaci.testing.FakeArtifactStore;
import io.github.lambdaci.testing.FakeDeployments;
import io.github.lambdaci.testing.FakeFunctionLogs;
import io.github.lambdaci.testing.FakeHealth;
import io.github.lambdaci.testing.FakeLambda;
import io.github.lambdaci.testing.FakeLeaseStore;
import io.github.lambdaci.testing.FakePackageBuilder;
import io.github.lambdaci.testing.FakeTimer;
import io.github.lambdaci.testing.RecordingLog;
import io.github.lambdaci.testing.Writes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What counts against Lambda's limit, when it is counted, and what is left out to stay below it. */
final class SizeTests {
    private static final String CODE = "c".repeat(1000);

    @TempDir
    Path folder;

    private final Writes writes = new Writes();
    private final FakeArtifactStore store = new FakeArtifactStore(writes);
    private final FakeTimer timer = new FakeTimer();
    private final FakeLeaseStore leases = new FakeLeaseStore(writes, timer);
    private final FakeLambda lambda = new FakeLambda(store, writes);
    private final FakePackageBuilder builder = new FakePackageBuilder();
    private final RecordingLog log = new RecordingLog();
    private int runs;

    @BeforeEach
    void makeProject() throws IOException {
        Files.createDirectory(folder.resolve("src"));
        Files.writeString(folder.resolve("src/app.py"), CODE);
        Files.writeString(folder.resolve("src/requirements.txt"), "boto3==1.0");
        lambda.createFunction("orders", LambdaRuntime.of("python3.13"));
        distribution("boto3", 5000);
        writes.clear();
    }

    private void distribution(String name, int bytes) {
        builder.produce(name + "/__init__.py", "x".repeat(bytes));
        builder.produce(name + "/tests/test_it.py", "t".repeat(2000));
        builder.produce(name + "-1.dist-info/METADATA", "Name: " + name + "\n");
        builder.produce(
                name + "-1.dist-info/RECORD",
                name + "/__init__.py,,\n" + name + "/tests/test_it.py,,\n" + name + "-1.dist-info/METADATA,,\n");
    }

    private Release run(boolean slim, List<String> omitted, boolean report) {
        LambdaProject project = new LambdaProject(
                new LambdaProject.Target("artifacts", "orders", "latest", "orders-deps"),
                SourceTree.of(folder.resolve("src")),
                Optional.empty(),
                SourceVersion.of("1.0"),
                Optional.empty(),
                new Packaging(Optional.empty(), Optional.empty(), false, slim, omitted, report));
        try {
            runs++;
            Path work = Files.createDirectory(folder.resolve("work-" + runs));
            return new Pipeline(
                            new Ports(
                                    new Account(
                                            store,
                                            leases,
                                            lambda,
                                            lambda,
                                            lambda,
                                            lambda,
                                            lambda,
                                            new FakeFunctionLogs(),
                                            new FakeHealth(),
                                            new FakeDeployments(),
                                            store,
                                            lambda),
                                    builder,
                                    log,
                                    new Leases(
                                            leases,
                                            log,
                                            new Owner("ci", RunningProcess.current()),
                                            Duration.ofMinutes(10),
                                            timer)),
                            work)
                    .run(project);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Release run() {
        return run(false, List.of(), false);
    }

    private BuildException refused() {
        return assertThatExceptionOfType(BuildException.class)
                .isThrownBy(this::run)
                .actual();
    }

    private LayerVersionArn attachForeign(LayerSize size) {
        LayerVersionArn layer = lambda.publishForeignLayer("tracing", size);
        lambda.updateLayers(lambda.latest("orders"), List.of(layer));
        writes.clear();
        return layer;
    }

    @Test
    void tooLargeCodeIsRefusedBeforeAnythingIsBuilt() {
        lambda.limitUnzippedTo(1000);

        assertThat(refused())
                .hasMessageContaining("the code (0.0 MB) is larger unzipped")
                .satisfies(e -> assertThat(e.hint()).contains("app.py").doesNotContain("--slim"));
        assertThat(builder.builds()).isZero();
        assertThat(writes.done()).isEmpty();
    }

    @Test
    void layersOfOthersCountWithTheCode() {
        attachForeign(LayerSize.unzipped(9_001));
        lambda.limitUnzippedTo(10_000);

        assertThat(refused()).hasMessageContaining("layer tracing (0.0 MB)");
        assertThat(builder.builds()).isZero();
    }

    @Test
    void tooLargeDependenciesAreRefusedBeforeTheyAreZipped() {
        lambda.limitUnzippedTo(8_000);

        assertThat(refused().hint())
                .contains("the largest packages are boto3 (0.0 MB), installed.txt")
                .contains("--slim")
                .contains("--omit 'boto3'")
                .contains("--deps-in-code would not help")
                .contains("EFS");
        assertThat(folder.resolve("work-1/deps.zip")).doesNotExist();
        assertThat(writes.done()).isEmpty();
        assertThat(log.events("sizesMeasured")).hasSize(1);
    }

    @Test
    void whatReachesTheLimitExactlyIsTaken() {
        long total = run(false, List.of(), true).size().orElseThrow().unzippedBytes();
        lambda.limitUnzippedTo(total);
        assertThat(run(false, List.of(), true).size().orElseThrow().isTooLarge())
                .isFalse();

        lambda.limitUnzippedTo(total - 1);
        assertThatExceptionOfType(BuildException.class).isThrownBy(() -> run(false, List.of(), true));
    }

    @Test
    void everythingThatCountsIsReported() {
        LayerVersionArn foreign = attachForeign(LayerSize.unzipped(700));

        SizeReport size = run().size().orElseThrow();

        assertThat(size.codeBytes()).isEqualTo(1000);
        assertThat(size.layers()).extracting(SizeReport.Layer::name).containsExactly("orders-deps", "tracing");
        assertThat(size.layers().get(1)).isEqualTo(new SizeReport.Layer(foreign.layerArn(), LayerSize.unzipped(700)));
        assertThat(size.packages().orElseThrow()).extracting(Part::name).containsExactly("boto3", "installed.txt");
        assertThat(size.files())
                .extracting(Part::name)
                .startsWith("python/boto3/__init__.py", "python/boto3/tests/test_it.py", "app.py");
        assertThat(size.unzippedBytes())
                .isEqualTo(1700 + Part.sum(size.packages().get()))
                .isEqualTo(1700 + size.layers().get(0).size().bytes());
    }

    @Test
    void dependenciesThatWereBuiltBeforeCountToo() throws IOException {
        SizeReport first = run().size().orElseThrow();
        Files.writeString(folder.resolve("src/app.py"), CODE + "!");

        SizeReport second = run().size().orElseThrow();

        assertThat(second.packages()).isEmpty();
        assertThat(second.layers()).isEqualTo(first.layers());
        assertThat(builder.builds()).isEqualTo(1);
    }

    @Test
    void nothingIsMeasuredWhereNothingChangedUnlessItIsAskedFor() {
        run();
        log.clear();

        assertThat(run().size()).isEmpty();
        assertThat(log.events("sizesMeasured")).isEmpty();
        assertThat(run(false, List.of(), true).size()).isPresent();
        assertThat(log.events("sizesMeasured")).hasSize(1);
    }

    @Test
    void layersOfUnknownSizeAreToldWhereTheyCouldMakeTheDifference() {
        attachForeign(LayerSize.zipped(20_000_000));
        run();
        assertThat(log.events("layerSizesUnknown")).isEmpty();

        attachForeign(LayerSize.zipped(66_000_000));
        run(true, List.of(), false);
        assertThat(log.events("layerSizesUnknown")).hasSize(1);
    }

    @Test
    void slimAndOmitMakeOtherDependenciesAndSayWhatTheySaved() {
        long usual = run().size().orElseThrow().unzippedBytes();
        long slim = run(true, List.of(), false).size().orElseThrow().unzippedBytes();
        long omitted = run(false, List.of("Boto3", "numpy"), false)
                .size()
                .orElseThrow()
                .unzippedBytes();

        assertThat(builder.builds()).isEqualTo(3);
        assertThat(slim).isBetween(usual - 2100, usual - 2000);
        assertThat(omitted).isEqualTo(1000 + "boto3==1.0".length());
        assertThat(log.events("packagesSlimmed")).hasSize(1);
        assertThat(log.events("packagesOmitted"))
                .singleElement()
                .asString()
                .contains("boto3")
                .endsWith("unknown [numpy]");
    }
}
