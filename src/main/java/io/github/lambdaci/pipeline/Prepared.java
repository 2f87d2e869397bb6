package io.github.lambdaci.pipeline;

import io.github.lambdaci.account.LayerVersionArn;
import io.github.lambdaci.project.LambdaProject;
import java.util.List;

/**
 * All that is known of a run before it has written anything.
 *
 * @param checked what the check stage found
 * @param bundled what the bundle stage made
 */
public record Prepared(Checked checked, Bundled bundled) {
    /** The number of a layer version that has yet to be published; Lambda counts from 1. */
    public static final long UNPUBLISHED = 0;

    /** The layers that {@code $LATEST} is to have. */
    public List<LayerVersionArn> layers(LambdaProject project) {
        String own = checked.latest().layerArn(project.target().layer());
        return LayerList.wanted(
                checked, bundled, own, wanted -> wanted.published().orElse(new LayerVersionArn(own, UNPUBLISHED)));
    }
}
