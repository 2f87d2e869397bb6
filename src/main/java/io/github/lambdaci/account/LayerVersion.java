package io.github.lambdaci.account;

import io.github.lambdaci.artifact.Sha256;
import java.time.Instant;
import java.util.Optional;

/**
 * A layer version as a list of them shows it.
 *
 * @param arn its ARN
 * @param description what it was described as when it was published
 * @param created when it was published
 */
public record LayerVersion(LayerVersionArn arn, String description, Instant created) {
    /** The fingerprint of what is in it; nothing if lambda-ci did not publish it. */
    public Optional<Sha256> fingerprint() {
        return Descriptions.fingerprint(description);
    }
}
