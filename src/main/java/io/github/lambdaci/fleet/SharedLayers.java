package io.github.lambdaci.fleet;

import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LambdaLayers;
import io.github.lambdaci.account.LayerContent;
import io.github.lambdaci.account.LayerRequest;
import io.github.lambdaci.account.LayerSize;
import io.github.lambdaci.account.LayerVersion;
import io.github.lambdaci.account.LayerVersionArn;
import io.github.lambdaci.artifact.Sha256;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Layers of one account and region, of which each is published once: functions that name the same layer and have the same
 * dependencies share one version of it, also where all of them found out at the same time that there is none.
 */
public final class SharedLayers implements LambdaLayers {
    private final LambdaLayers layers;
    private final Map<Wanted, Publishing> published = new HashMap<>();

    /** Nothing is published yet. */
    public SharedLayers(LambdaLayers layers) {
        this.layers = layers;
    }

    /** What makes two requests ask for the same. */
    private record Wanted(String layerName, Sha256 fingerprint, Sha256 sha256) {}

    @Override
    public LayerVersionArn publish(LayerRequest request) {
        return publishing(new Wanted(
                        request.layerName(),
                        request.fingerprint(),
                        request.packages().sha256()))
                .version(request);
    }

    private synchronized Publishing publishing(Wanted wanted) {
        return published.computeIfAbsent(wanted, other -> new Publishing());
    }

    /** Publishes one version; if that fails, whoever wants it next tries again. */
    private final class Publishing {
        private @Nullable LayerVersionArn version;

        synchronized LayerVersionArn version(LayerRequest request) {
            if (version == null) {
                version = layers.publish(request);
            }
            return version;
        }
    }

    @Override
    public Search search(String layerName) {
        return layers.search(layerName);
    }

    @Override
    public List<LayerVersion> layerVersions(String layerName) {
        return layers.layerVersions(layerName);
    }

    @Override
    public void delete(LayerVersionArn version) {
        layers.delete(version);
    }

    @Override
    public LayerSize size(FunctionVersion function, LayerVersionArn layer) {
        return layers.size(function, layer);
    }

    @Override
    public LayerContent content(LayerVersionArn layer) {
        return layers.content(layer);
    }

    @Override
    public void download(LayerVersionArn layer, Path target) {
        layers.download(layer, target);
    }
}
