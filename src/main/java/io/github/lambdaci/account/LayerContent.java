package io.github.lambdaci.account;

import io.github.lambdaci.artifact.Sha256;
import java.util.Optional;

/**
 * What a layer version holds.
 *
 * @param sha256 the hash of its zip
 * @param description what it was described as when it was published
 */
public record LayerContent(Sha256 sha256, String description) {
    /** The fingerprint of what went into it; nothing if lambda-ci did not publish it. */
    public Optional<Sha256> fingerprint() {
        return Descriptions.fingerprint(description);
    }
}
