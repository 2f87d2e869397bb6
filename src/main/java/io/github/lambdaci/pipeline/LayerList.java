package io.github.lambdaci.pipeline;

import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LayerVersionArn;
import io.github.lambdaci.failure.ProjectException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The layers of a function, of which only lambda-ci's own is ever replaced. */
final class LayerList {
    /** Source: "Lambda quotas" in the developer guide. */
    private static final int MAX_LAYERS = 5;

    private LayerList() {}

    /**
     * The layers that {@code $LATEST} is to have.
     *
     * @param own the version of the own layer that holds the dependencies; asked for only if they go into a layer
     */
    static List<LayerVersionArn> wanted(
            Checked checked, Bundled bundled, String ownArn, Function<Wanted, LayerVersionArn> own) {
        List<LayerVersionArn> attached = checked.latest().layers();
        if (bundled.dependencies() instanceof Dependencies.InCode
                || bundled.dependencies() instanceof Dependencies.Dropped) {
            return without(attached, ownArn);
        }
        return checked.wanted()
                .map(wanted -> withOwn(attached, own.apply(wanted)))
                .orElse(attached);
    }

    /** The layers that {@code $LATEST} is to have; nothing if the own one has to be published first. */
    static Optional<List<LayerVersionArn>> known(Checked checked, Bundled bundled, String ownArn) {
        boolean unpublished = !(bundled.dependencies() instanceof Dependencies.InCode)
                && checked.wanted()
                        .filter(wanted -> wanted.published().isEmpty())
                        .isPresent();
        return unpublished
                ? Optional.empty()
                : Optional.of(wanted(
                        checked, bundled, ownArn, wanted -> wanted.published().orElseThrow()));
    }

    /** The layers with the own one in the place that it had, or at the end if it is new. */
    static List<LayerVersionArn> withOwn(List<LayerVersionArn> layers, LayerVersionArn own) {
        List<LayerVersionArn> result = new ArrayList<>();
        for (LayerVersionArn layer : layers) {
            result.add(layer.layerArn().equals(own.layerArn()) ? own : layer);
        }
        if (!result.contains(own)) {
            result.add(own);
        }
        return List.copyOf(result);
    }

    /** The layers without the own one. */
    static List<LayerVersionArn> without(List<LayerVersionArn> layers, String ownArn) {
        return layers.stream().filter(layer -> !layer.layerArn().equals(ownArn)).toList();
    }

    /** Fails if there is no room for the own layer, before anything is built for it. */
    static void refuseSixth(FunctionVersion latest, String layerName, Wanted wanted) {
        String own = latest.layerArn(layerName);
        boolean attached =
                latest.layers().stream().anyMatch(layer -> layer.layerArn().equals(own));
        if (!attached && !wanted.areIn(latest) && latest.layers().size() >= MAX_LAYERS) {
            String names =
                    latest.layers().stream().map(LayerVersionArn::layerName).collect(Collectors.joining(", "));
            throw new ProjectException(
                    "the function has " + MAX_LAYERS + " layers already (" + names + "), as many as Lambda allows, so "
                            + layerName + " cannot be added",
                    "remove one of them from the function's definition, or name the one to replace: --function-layer-name NAME");
        }
    }
}
