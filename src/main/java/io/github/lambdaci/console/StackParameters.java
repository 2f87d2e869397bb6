package io.github.lambdaci.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.lambdaci.account.Descriptions;
import io.github.lambdaci.account.StoredArtifact;
import io.github.lambdaci.pipeline.Release;

/** Names what was uploaded as the parameters of a CloudFormation stack, as the AWS CLI reads them from a file. */
final class StackParameters {
    private StackParameters() {}

    /** The list. A project without a layer has no parameters for one, so that its template needs none. */
    static String of(Release release) {
        ArrayNode parameters = JsonLayout.array();
        release.uploaded().code().ifPresent(code -> add(parameters, "Code", code));
        ReleaseWording.layerZip(release).ifPresent(zip -> {
            add(parameters, "Layer", zip);
            release.dependencies()
                    .ifPresent(found -> add(parameters, "LayerDescription", Descriptions.ofLayer(found.fingerprint())));
        });
        return JsonLayout.text(parameters) + "\n";
    }

    private static void add(ArrayNode parameters, String what, StoredArtifact artifact) {
        add(parameters, what + "S3Bucket", artifact.key().bucket());
        add(parameters, what + "S3Key", artifact.key().key());
        add(parameters, what + "S3ObjectVersion", artifact.versionId().orElse(""));
    }

    private static void add(ArrayNode parameters, String name, String value) {
        parameters.addObject().put("ParameterKey", name).put("ParameterValue", value);
    }
}
