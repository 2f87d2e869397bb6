package io.github.lambdaci.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.account.Account;
import io.github.lambdaci.account.AliasRoute;
import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.artifact.ArtifactKey;
import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.cache.LocalCache;
import io.github.lambdaci.failure.AwsException;
import io.github.lambdaci.history.Origin;
import io.github.lambdaci.lease.Leases;
import io.github.lambdaci.lease.Owner;
import io.github.lambdaci.lease.RunningProcess;
import io.github.lambdaci.plan.Plan;
import io.github.lambdaci.plan.Planner;
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
import io.github.lambdaci.testing.FakePassingTime;
import io.github.lambdaci.testing.FakeTimer;
import io.github.lambdaci.testing.RecordingLog;
import io.github.lambdaci.testing.Writes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** An account, a bucket and a project, all in memory but for the project. */
public final class World {
    private static final LambdaRuntime PYTHON = LambdaRuntime.of("python3.13");

    private static final Instant NOW = Instant.parse("2026-11-21T12:34:56Z");

    public final Path folder;
    public final Writes writes = new Writes();
    public final FakeArtifactStore store = new FakeArtifactStore(writes);
    public final FakeTimer timer = new FakeTimer();
    public final FakeLeaseStore leaseStore = new FakeLeaseStore(writes, timer);
    public final FakeLambda lambda = new FakeLambda(store, writes);
    public final FakePackageBuilder builder = new FakePackageBuilder();
    public final RecordingLog log = new RecordingLog();
    public final FakePassingTime time = new FakePassingTime();
    public final FakeHealth health = new FakeHealth();
    public final FakeDeployments deployments = new FakeDeployments();
    private LambdaRuntime runtime = PYTHON;
    private Packaging packaging = Packaging.USUAL;
    private LocalCache cache = LocalCache.NONE;
    private int runs;

    public World(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder.resolve("src"));
    }

    /** The function's runtime, before Terraform makes it. */
    public void runtime(String name) {
        runtime = LambdaRuntime.of(name);
    }

    /** Lets runs keep something for later ones. */
    LocalCache cache() {
        cache = LocalCache.in(folder.resolve("caches"));
        return cache;
    }

    /** Lets a run be on another machine, which keeps nothing. */
    Release runElsewhere(String sourceVersion) {
        LocalCache here = cache;
        cache = LocalCache.NONE;
        try {
            return run(sourceVersion);
        } finally {
            cache = here;
        }
    }

    public void packaging(Packaging wanted) {
        packaging = wanted;
    }

    public void file(String name, String content) throws IOException {
        Files.writeString(folder.resolve("src").resolve(name), content);
    }

    public void code(String content) throws IOException {
        Files.writeString(folder.resolve("src/app.py"), content);
    }

    public void dependencies(String content) throws IOException {
        Files.writeString(folder.resolve("src/requirements.txt"), content);
    }

    public void terraformMakesTheFunction() {
        FunctionVersion latest = lambda.createFunction("orders", runtime);
        FunctionVersion version = lambda.publishVersion(latest, "made by Terraform");
        lambda.point(AliasRoute.to("latest", version, ""), Optional.empty());
        writes.clear();
    }

    /** Makes a function with dependencies, and a first release of it that is an hour old. */
    void releaseAnHourAgo() throws IOException {
        code("print(1)");
        dependencies("requests==2.31.0");
        terraformMakesTheFunction();
        run("1.0.0");
        timer.pass(Duration.ofHours(1));
        writes.clear();
        log.clear();
    }

    /** Changes the function's settings, as Terraform does. */
    public void changeSettings() {
        lambda.change(
                "orders",
                latest -> new FunctionVersion(
                        latest.functionArn(),
                        latest.version(),
                        latest.runtime(),
                        latest.architecture(),
                        latest.codeSha256(),
                        latest.layers(),
                        Sha256.of(latest.settings().hex().getBytes(StandardCharsets.UTF_8)),
                        latest.revisionId(),
                        latest.logGroup()));
    }

    public LambdaProject project(String function, String sourceVersion) {
        return new LambdaProject(
                new LambdaProject.Target("artifacts", function, "latest", function + "-deps"),
                SourceTree.of(folder.resolve("src")),
                Optional.empty(),
                SourceVersion.of(sourceVersion),
                Optional.empty(),
                packaging);
    }

    public Release run(String sourceVersion) {
        return run(project("orders", sourceVersion));
    }

    public Release run(String sourceVersion, Rollout rollout) {
        return run(project("orders", sourceVersion), rollout);
    }

    public Release run(LambdaProject project) {
        return run(project, Rollout.USUAL);
    }

    Release run(LambdaProject project, Rollout rollout) {
        return new Pipeline(ports(), work(), time).run(project, rollout);
    }

    /** Makes what is live of the function in another world live in this one. */
    Release promote(World from) {
        return promote(from, Rollout.USUAL);
    }

    Release promote(World from, Rollout rollout) {
        return promote(from.origin("qa").read(), rollout);
    }

    Release promote(Promoted promoted, Rollout rollout) {
        return promotion(promoted).run(promoted(promoted), rollout);
    }

    /** What is promoted, for the function of this world. */
    LambdaProject promoted(Promoted promoted) {
        return LambdaProject.elsewhere(project("orders", "none").target())
                .promoted(promoted.sourceVersion(), promoted.provenance());
    }

    Pipeline promotion(Promoted promoted) {
        return Pipeline.promoting(promoted, ports(), work(), time);
    }

    /** What a promotion would change. */
    Plan planPromotion(World from) {
        Promoted promoted = from.origin("qa").read();
        Path work = work();
        return new Planner(ports(), work, Pipeline.promoting(promoted, ports(), work)).plan(promoted(promoted));
    }

    /** This world as a place that something is promoted from. */
    Origin origin(String name) {
        return new Origin(name, account(), project("orders", "none").target());
    }

    private Ports ports() {
        return new Ports(account(), builder, log, leases("ci"), () -> NOW, cache);
    }

    private Path work() {
        try {
            runs++;
            return Files.createDirectory(folder.resolve("work-" + runs));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A run with a write that fails. Where only the answer to the alias's move is lost, it finds that done; and that a lease is not
     * given back is no reason to fail.
     */
    void runThatFails(String sourceVersion) {
        try {
            run(sourceVersion);
        } catch (AwsException e) {
            return;
        }
        assertThat(writes.lost().startsWith("pointAlias") || writes.failedLater())
                .as("the run must fail")
                .isTrue();
    }

    /** The leases of a run of this name, which has just begun. */
    public Leases leases(String name) {
        Owner owner = new Owner(name, RunningProcess.current());
        return new Leases(leaseStore, log, owner, Duration.ofMinutes(10), timer);
    }

    /** What a run would change. */
    Plan plan(String sourceVersion) {
        try {
            runs++;
            Path work = Files.createDirectory(folder.resolve("work-" + runs));
            return new Planner(new Ports(account(), builder, log, leases("ci")), work)
                    .plan(project("orders", sourceVersion));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Account account() {
        return new Account(
                store,
                leaseStore,
                lambda,
                lambda,
                lambda,
                lambda,
                lambda,
                new FakeFunctionLogs(),
                health,
                deployments,
                store,
                lambda);
    }

    public FunctionVersion live() {
        return lambda.alias("orders", "latest").orElseThrow().target();
    }

    public Set<String> keys() {
        return store.keys().stream().map(ArtifactKey::key).collect(Collectors.toSet());
    }

    /** An object's hash; how long the run took is of no account. */
    private String hash(ArtifactKey key) {
        byte[] content = store.read(key).orElseThrow();
        if (!key.key().endsWith(".json")) {
            return Sha256.of(content).hex();
        }
        String text = new String(content, StandardCharsets.UTF_8).replaceAll("\"milliseconds\" : \\d+", "");
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8)).hex();
    }

    /** All that the outside can see, without revisions and object versions. */
    public Map<String, String> state() {
        Map<String, String> state = new TreeMap<>();
        store.keys().forEach(key -> state.put(key.key(), hash(key)));
        lambda.versions("orders")
                .forEach(version -> state.put(
                        "version " + version.version().version(),
                        version.version().codeSha256() + " " + version.version().layers()));
        FunctionVersion latest = lambda.latest("orders");
        state.put("$LATEST", latest.codeSha256() + " " + latest.layers());
        state.put("alias", live().version());
        return state;
    }
}
