package io.github.lambdaci.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/** Where artifacts are kept. */
final class ArtifactOptions {
    @Option(
            names = "--app-s3-bucket",
            paramLabel = "NAME",
            converter = Names.Bucket.class,
            description = "S3 bucket for the artifacts. Required. [APP_S3_BUCKET]")
    private Optional<String> bucket = Optional.empty();

    @Option(
            names = "--function-layer-name",
            paramLabel = "NAME",
            converter = Names.Layer.class,
            description = "Layer for the dependencies. Default: the function's name and -deps. [FUNCTION_LAYER_NAME]")
    private Optional<String> layer = Optional.empty();

    /** The bucket's name. */
    String bucket() {
        return bucket.orElseThrow(() -> RequiredOptions.missing("--app-s3-bucket"));
    }

    /** The bucket's name, if it was given. */
    Optional<String> given() {
        return bucket;
    }

    /** The name of a function's layer. */
    String layer(String function) {
        return layer.orElse(function + "-deps");
    }
}
