package io.github.lambdaci.sandbox.lambda;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.sandbox.http.AwsError;
import io.github.lambdaci.sandbox.storage.Json;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The rules for the layers that a function names. */
final class LayerReferences {
    private static final int MOST = 5;

    private final LayerStore layers;
    private final String account;

    LayerReferences(LayerStore layers, String account) {
        this.layers = layers;
        this.account = account;
    }

    /** Attaches layer versions, lowest first, in place of those that were attached. */
    void attach(FunctionVersion version, List<String> arns) throws IOException {
        if (arns.size() > MOST) {
            throw LambdaErrors.invalid("Cannot reference more than 5 layers.");
        }
        Set<String> names = new HashSet<>();
        ArrayNode shown = Json.array();
        ArrayNode kept = Json.array();
        for (String arn : arns) {
            ObjectNode layer = find(arn);
            if (!names.add(layer.path("LayerArn").asText())) {
                throw LambdaErrors.invalid(
                        "Two different versions of the same layer are not allowed to be referenced in"
                                + " the same function. " + arn);
            }
            shown.addObject()
                    .put("Arn", arn)
                    .put("CodeSize", layer.path("internal").path("size").asLong());
            kept.add(layer.path("internal").deepCopy());
        }
        if (arns.isEmpty()) {
            version.config().remove("Layers");
        } else {
            version.config().set("Layers", shown);
        }
        version.internal().set("layers", kept);
    }

    private ObjectNode find(String arn) throws IOException {
        LayerStore.VersionRef ref = LayerStore.versionRef(arn)
                .orElseThrow(() -> LambdaErrors.validation(
                        "[" + arn + "]", "layers", "satisfy constraint: be a list of ARNs of layer versions"));
        if (!ref.layer().account().equals(account)) {
            throw AwsError.of(
                    403,
                    "AccessDeniedException",
                    "User: arn:aws:iam::" + account + ":root is not authorized to perform: lambda:GetLayerVersion on"
                            + " resource: " + arn
                            + " because no resource-based policy allows the lambda:GetLayerVersion"
                            + " action");
        }
        return layers.find(ref).orElseThrow(() -> LambdaErrors.invalid("Layer version " + arn + " does not exist."));
    }

    /** Refuses code that is too large together with its layers. */
    static void requireSize(FunctionVersion version) {
        long layers = version.unzippedLayers();
        long sum = version.unzippedCode() + layers;
        if (layers > 0 && sum > CodeStore.MOST_UNZIPPED) {
            throw LambdaErrors.invalid("Function code combined with layers exceeds the maximum allowed size of "
                    + CodeStore.MOST_UNZIPPED + " bytes. The actual size is " + sum + " bytes.");
        }
    }
}
