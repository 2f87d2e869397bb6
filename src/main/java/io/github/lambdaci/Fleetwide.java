package io.github.lambdaci;

import io.github.lambdaci.account.LambdaLayers;
import io.github.lambdaci.aws.AwsSettings;
import io.github.lambdaci.aws.SdkClients;
import io.github.lambdaci.build.PackageBuilder;
import io.github.lambdaci.fleet.SharedBuilds;
import io.github.lambdaci.fleet.SharedLayers;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What all that is done in one process shares: connections, sandboxes, and where it is a run for many functions, builds and layers. */
final class Fleetwide {
    /** By what they are made for: what is looked up first and what is done then share connections and a role. */
    private final Map<AwsSettings, SdkClients> sdk;

    /** By their folders, of which each is served by one at a time. */
    private final Map<Path, EmbeddedAws> sandboxes;

    private final Map<AwsSettings, SharedLayers> layers = new ConcurrentHashMap<>();
    private final Optional<SharedBuilds> builds;

    private Fleetwide(
            Map<AwsSettings, SdkClients> sdk, Map<Path, EmbeddedAws> sandboxes, Optional<SharedBuilds> builds) {
        this.sdk = sdk;
        this.sandboxes = sandboxes;
        this.builds = builds;
    }

    /** For one function. */
    static Fleetwide forOne() {
        return new Fleetwide(new ConcurrentHashMap<>(), new ConcurrentHashMap<>(), Optional.empty());
    }

    /** For many functions, with the same connections and sandboxes. */
    Fleetwide forMany(SharedBuilds shared) {
        return new Fleetwide(sdk, sandboxes, Optional.of(shared));
    }

    SdkClients sdk(AwsSettings settings) {
        return sdk.computeIfAbsent(settings, SdkClients::new);
    }

    /** The sandbox in a folder, which is started if it is not running. */
    EmbeddedAws sandbox(Path folder) {
        return sandboxes.computeIfAbsent(folder.toAbsolutePath().normalize(), EmbeddedAws::start);
    }

    /** The layers of an account and a region. */
    LambdaLayers layers(AwsSettings settings, LambdaLayers own) {
        return builds.isPresent() ? layers.computeIfAbsent(settings, place -> new SharedLayers(own)) : own;
    }

    PackageBuilder builder(PackageBuilder own) {
        return builds.map(shared -> shared.over(own)).orElse(own);
    }

    /** What is asked for after that is opened anew: a process can run more than one command. */
    void close() {
        sdk.values().forEach(SdkClients::close);
        sdk.clear();
        sandboxes.values().forEach(EmbeddedAws::close);
        sandboxes.clear();
    }
}
