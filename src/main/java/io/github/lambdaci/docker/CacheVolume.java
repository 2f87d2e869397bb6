package io.github.lambdaci.docker;

import com.github.dockerjava.api.DockerClient;
import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.runtime.Architecture;
import io.github.lambdaci.runtime.LambdaRuntime;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The volume of the engine in which package managers keep what they downloaded. */
final class CacheVolume {
    /** By which people find and remove the volumes of lambda-ci. */
    private static final String LABEL = "io.github.lambdaci";

    private static final String IMAGE_LABEL = LABEL + ".image";

    private static final int HASH_LENGTH = 12;

    private CacheVolume() {}

    /**
     * One for each image: pip also keeps wheels that it compiled, which fit only where that was.
     *
     * @param user whom the image runs as: package managers refuse what belongs to another
     */
    static String name(LambdaRuntime runtime, Architecture architecture, String image, String user) {
        String hash = Sha256.of((image + "\n" + user).getBytes(StandardCharsets.UTF_8))
                .hex();
        return "lambda-ci-cache-" + runtime + "-" + architecture + "-" + hash.substring(0, HASH_LENGTH);
    }

    /** Makes it, if it is not there: an engine that makes it by itself gives it no label. */
    static void ensure(DockerClient docker, String name, String image) {
        try {
            docker.createVolumeCmd()
                    .withName(name)
                    .withLabels(Map.of(LABEL, "cache", IMAGE_LABEL, image))
                    .exec();
        } catch (RuntimeException e) {
            throw DockerFailures.volume(name, e);
        }
    }
}
