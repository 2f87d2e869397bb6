package io.github.lambdaci.account;

import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.failure.AwsException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Lambda's layers. Every method throws {@link AwsException} if Lambda refuses or cannot be reached. */
public interface LambdaLayers {
    /** Reads the newest versions of a layer, before it is known which one is wanted. */
    Search search(String layerName);

    /** The versions of a layer, of which the newest were read already. */
    interface Search {
        /** The newest version that holds the dependencies with this fingerprint, if there is one. */
        Optional<LayerVersionArn> find(Sha256 fingerprint);
    }

    /** The newest version of a layer that holds the dependencies with this fingerprint, if there is one. */
    default Optional<LayerVersionArn> find(String layerName, Sha256 fingerprint) {
        return search(layerName).find(fingerprint);
    }

    /** Publishes a layer version from stored packages, and checks that Lambda took just these bytes. */
    LayerVersionArn publish(LayerRequest request);

    /** All versions of a layer, oldest first; none if there is no such layer. */
    List<LayerVersion> layerVersions(String layerName);

    /** Deletes a layer version; one that is gone already is no failure. Functions that have it keep a copy. */
    void delete(LayerVersionArn version);

    /** How large an attached layer is, as far as that can be found out with the rights that there are. */
    LayerSize size(FunctionVersion function, LayerVersionArn layer);

    /** What a layer version holds. */
    LayerContent content(LayerVersionArn layer);

    /**
     * Downloads the zip of a layer version, and checks that it is the one.
     *
     * @param target a file that is not there yet
     */
    void download(LayerVersionArn layer, Path target);
}
