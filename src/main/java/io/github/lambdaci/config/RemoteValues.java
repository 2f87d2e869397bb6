package io.github.lambdaci.config;

import io.github.lambdaci.failure.AwsException;
import java.util.Map;
import java.util.Optional;

/**
 * Values that AWS keeps. Every method throws {@link AwsException} if AWS refuses or cannot be reached, and answers with
 * nothing only where there is surely nothing of that name. Regions are given where it is not that of the function.
 */
public interface RemoteValues {
    /** A parameter of Systems Manager, decrypted. */
    Optional<RemoteValue> parameter(String name, Optional<String> region);

    /** A secret of Secrets Manager. */
    Optional<RemoteValue> secret(String name, Optional<String> region);

    /** The outputs of a CloudFormation stack, by their names. */
    Optional<Map<String, String>> outputs(String stack, Optional<String> region);
}
