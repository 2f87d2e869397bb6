package io.github.lambdaci.testing;

import io.github.lambdaci.account.ArtifactStore;
import io.github.lambdaci.account.CallCounts;
import io.github.lambdaci.account.Deployments;
import io.github.lambdaci.account.FunctionHealth;
import io.github.lambdaci.account.FunctionLogs;
import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LambdaAliases;
import io.github.lambdaci.account.LambdaFunctions;
import io.github.lambdaci.account.LambdaInvocations;
import io.github.lambdaci.account.LambdaLayers;
import io.github.lambdaci.account.LambdaVersions;
import io.github.lambdaci.artifact.ArtifactKey;
import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.runtime.LambdaRuntime;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** All fakes together. */
public final class FakeAws implements TestAws {
    private final Writes writes = new Writes();
    private final FakeArtifactStore store = new FakeArtifactStore(writes);
    private final FakeLambda lambda = new FakeLambda(store, writes);
    private final FakeFunctionLogs logs = new FakeFunctionLogs();
    private final FakeHealth health = new FakeHealth();
    private final FakeDeployments deployments = new FakeDeployments();

    @Override
    public ArtifactStore store() {
        return store;
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
    public FunctionLogs logs() {
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
