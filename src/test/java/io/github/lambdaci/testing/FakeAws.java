package io.github.lambdaci.testing;

import io.github.lambdaci.account.Account;
import io.github.lambdaci.account.ArtifactListing;
import io.github.lambdaci.account.ArtifactStore;
import io.github.lambdaci.account.CallCounts;
import io.github.lambdaci.account.Deployments;
import io.github.lambdaci.account.FunctionHealth;
import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LambdaAliases;
import io.github.lambdaci.account.LambdaFunctions;
import io.github.lambdaci.account.LambdaInvocations;
import io.github.lambdaci.account.LambdaLayers;
import io.github.lambdaci.account.LambdaUsage;
import io.github.lambdaci.account.LambdaVersions;
import io.github.lambdaci.account.LeaseStore;
import io.github.lambdaci.artifact.ArtifactKey;
import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.runtime.LambdaRuntime;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;

/** All fakes together. */
public final class FakeAws implements TestAws {
    private final Writes writes = new Writes();
    private final FakeArtifactStore store = new FakeArtifactStore(writes);
    private final FakeLeaseStore leases = new FakeLeaseStore(writes, InstantSource.system());
    private final FakeLambda lambda = new FakeLambda(store, writes);
    private final FakeFunctionLogs logs = new FakeFunctionLogs();
    private final FakeHealth health = new FakeHealth();
    private final FakeDeployments deployments = new FakeDeployments();

    /** The fake of Lambda, to tell it what to do. */
    public FakeLambda lambda() {
        return lambda;
    }

    /** Everything that there is. */
    public Account account() {
        return new Account(
                store(),
                leases(),
                functions(),
                aliases(),
                versions(),
                invocations(),
                layers(),
                logs(),
                health(),
                deployments(),
                listing(),
                usage());
    }

    @Override
    public ArtifactStore store() {
        return store;
    }

    @Override
    public LeaseStore leases() {
        return leases;
    }

    @Override
    public LambdaFunctions functions() {
        return lambda;
    }

    @Override
    public LambdaAliases aliases() {
        return lambda;
    }

    @Override
    public LambdaVersions versions() {
        return lambda;
    }

    @Override
    public LambdaInvocations invocations() {
        return lambda;
    }

    @Override
    public LambdaLayers layers() {
        return lambda;
    }

    @Override
    public FakeFunctionLogs logs() {
        return logs;
    }

    @Override
    public FunctionHealth health() {
        return health;
    }

    @Override
    public Deployments deployments() {
        return deployments;
    }

    @Override
    public ArtifactListing listing() {
        return store;
    }

    @Override
    public LambdaUsage usage() {
        return lambda;
    }

    @Override
    public ArtifactKey key(String name) {
        return new ArtifactKey("bucket", name);
    }

    @Override
    public String createFunction(String name) {
        lambda.createFunction(name, LambdaRuntime.of("python3.12"));
        return name;
    }

    @Override
    public void changeSettings(String function) {
        lambda.change(
                function,
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

    /** Publishes other code as a version of this description, and points an alias to it, all of which is made. */
    public void release(String function, String alias, String version) {
        if (!lambda.exists(function)) {
            lambda.createFunction(function, LambdaRuntime.of("python3.12"));
        }
        FunctionVersion latest = lambda.change(
                function,
                old -> new FunctionVersion(
                        old.functionArn(),
                        old.version(),
                        old.runtime(),
                        old.architecture(),
                        Sha256.of(version.getBytes(StandardCharsets.UTF_8)),
                        old.layers(),
                        old.settings(),
                        old.revisionId(),
                        old.logGroup()));
        lambda.changeAlias(function, alias, lambda.publishVersion(latest, version), Map.of());
    }

    @Override
    public void shareTraffic(String function, String alias, String version) {
        FunctionVersion target = lambda.alias(function, alias).orElseThrow().target();
        lambda.changeAlias(function, alias, target, Map.of(version, 0.1));
    }

    @Override
    public void writeLog(FunctionVersion version, Instant time, String message) {
        logs.add(version, time, message);
    }

    @Override
    public void putAlarm(String name, boolean firing) {
        health.alarm(name, firing, firing ? "a test says so" : "");
    }

    @Override
    public void callAlias(String function, String alias, int good, int bad) {
        String version = lambda.alias(function, alias).orElseThrow().target().version();
        health.count(function, alias, version, Instant.now(), new CallCounts(good + bad, bad));
    }

    @Override
    public void createDeploymentGroup(String application, String group) {
        deployments.group(application, group);
    }

    @Override
    public Set<Gap> gaps() {
        return Set.of();
    }
}
