package io.github.lambdaci.history;

import io.github.lambdaci.account.Account;
import io.github.lambdaci.account.AliasRoute;
import io.github.lambdaci.account.ArtifactMetadata;
import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LayerRequest;
import io.github.lambdaci.account.LayerVersionArn;
import io.github.lambdaci.account.StoredArtifact;
import io.github.lambdaci.artifact.Archive;
import io.github.lambdaci.artifact.ArtifactKey;
import io.github.lambdaci.artifact.ArtifactKeys;
import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.project.SourceVersion;
import io.github.lambdaci.runtime.Architecture;
import io.github.lambdaci.runtime.LambdaRuntime;
import io.github.lambdaci.testing.FakeArtifactStore;
import io.github.lambdaci.testing.FakeDeployments;
import io.github.lambdaci.testing.FakeFunctionLogs;
import io.github.lambdaci.testing.FakeHealth;
import io.github.lambdaci.testing.FakeLambda;
import io.github.lambdaci.testing.FakeLeaseStore;
import io.github.lambdaci.testing.FakeTimer;
import io.github.lambdaci.testing.RecordingLog;
import io.github.lambdaci.testing.Writes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Releases of functions in a fake account, as shipping leaves them. */
final class Past {
    private static final LambdaRuntime PYTHON = LambdaRuntime.of("python3.13");

    final Writes writes = new Writes();
    final FakeArtifactStore store = new FakeArtifactStore(writes);
    final FakeLambda lambda = new FakeLambda(store, writes);
    final RecordingLog log = new RecordingLog();
    private final Path folder;

    Past(Path folder) {
        this.folder = folder;
    }

    Account account() {
        return new Account(
                store,
                new FakeLeaseStore(writes, new FakeTimer()),
                lambda,
                lambda,
                lambda,
                lambda,
                lambda,
                new FakeFunctionLogs(),
                new FakeHealth(),
                new FakeDeployments(),
                store,
                lambda);
    }

    ArtifactKeys keys(String function) {
        return new ArtifactKeys("artifacts", function);
    }

    void function(String name) {
        lambda.createFunction(name, PYTHON);
    }

    /** Releases code, and dependencies if they have a name, to an alias. */
    FunctionVersion release(String function, String sourceVersion, String dependencies, String alias) {
        FunctionVersion latest = lambda.latest(function);
        if (!dependencies.isEmpty()) {
            LayerVersionArn layer = layer(function, dependencies, sourceVersion);
            latest = lambda.updateLayers(latest, List.of(layer));
        }
        StoredArtifact code = upload(keys(function).code(sourceVersion), "code of " + sourceVersion);
        store.copy(code, keys(function).latestCode(), code.metadata());
        FunctionVersion version = lambda.publishVersion(lambda.updateCode(latest, code), sourceVersion);
        Optional<String> before =
                lambda.alias(function, alias).map(live -> live.target().version());
        lambda.point(AliasRoute.to(alias, version, sourceVersion), lambda.alias(function, alias));
        record(function, alias, version.version(), before, dependencies);
        return version;
    }

    LayerVersionArn layer(String function, String dependencies, String sourceVersion) {
        Sha256 fingerprint = fingerprint(dependencies);
        Optional<LayerVersionArn> there = lambda.find(function + "-deps", fingerprint);
        if (there.isPresent()) {
            return there.get();
        }
        StoredArtifact packages = upload(keys(function).packages(fingerprint), dependencies);
        store.copy(packages, keys(function).dependencies(sourceVersion), packages.metadata());
        return lambda.publish(new LayerRequest(
                function + "-deps",
                packages,
                fingerprint,
                PYTHON,
                Architecture.X86_64,
                SourceVersion.of(sourceVersion)));
    }

    /** Writes what a release leaves for an alias. */
    void record(String function, String alias, String version, Optional<String> before, String dependencies) {
        String packages = dependencies.isEmpty()
                ? ""
                : ", \"dependencies\": {\"fingerprint\": \"" + fingerprint(dependencies)
                        + "\", \"sha256\": \"\", \"bytes\": 1, \"unzippedBytes\": 1, \"layerVersionArn\": null}";
        String marker = "{\"function\": \"" + function + "\", \"alias\": \"" + alias + "\", \"sourceVersion\": \"x\""
                + ", \"version\": \"" + version + "\""
                + before.map(number -> ", \"previousVersion\": \"" + number + "\"")
                        .orElse("")
                + ", \"code\": {\"sha256\": \"x\"}" + packages + "}";
        store.write(marker.getBytes(StandardCharsets.UTF_8), keys(function).marker(alias));
    }

    static Sha256 fingerprint(String dependencies) {
        return Sha256.of(dependencies.getBytes(StandardCharsets.UTF_8));
    }

    StoredArtifact upload(ArtifactKey key, String content) {
        try {
            Path file = Files.writeString(Files.createTempFile(folder, "archive", ".zip"), content);
            Archive archive = new Archive(file, Sha256.of(file), content.length(), content.length(), 1);
            return store.upload(
                    archive,
                    key,
                    new ArtifactMetadata(archive.sha256(), archive.unzippedBytes(), "x", Optional.empty()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Pruned prune(int keep, PruneRequest.Mode mode) {
        PruneRequest request = new PruneRequest(
                keys("orders"), "orders-deps", keep, writes.now().minus(java.time.Duration.ofDays(30)), mode);
        return new Prune(account(), log).run(request);
    }

    Pruned prune(int keep) {
        return prune(keep, PruneRequest.Mode.REMOVE);
    }
}
