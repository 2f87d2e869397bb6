package io.github.lambdaci.aws;

import io.github.lambdaci.account.RoleArn;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How AWS is reached, as far as the SDK does not find it out by itself.
 *
 * @param profile the profile that the user named; without one, the SDK's default chain decides
 * @param sandbox where an AWS runs that takes any credentials
 * @param region the region, if the environment names one
 * @param caBundle a PEM file with certificates to trust besides the JDK's
 * @param version lambda-ci's own version, which AWS is told
 * @param role the role that is assumed with what these credentials may do
 */
public record AwsSettings(
        Optional<String> profile,
        Optional<URI> sandbox,
        Optional<String> region,
        Optional<Path> caBundle,
        String version,
        Optional<Role> role) {
    /** The user's own AWS. */
    public static AwsSettings of(Optional<String> profile, Map<String, String> environment, String version) {
        // The SDK for Java does not read AWS_DEFAULT_REGION and AWS_CA_BUNDLE; the AWS CLI and boto3 do.
        Optional<String> region = value(environment, "AWS_REGION").or(() -> value(environment, "AWS_DEFAULT_REGION"));
        Optional<Path> caBundle = value(environment, "AWS_CA_BUNDLE").map(Path::of);
        return new AwsSettings(profile, Optional.empty(), region, caBundle, version, Optional.empty());
    }

    /**
     * A role to assume.
     *
     * @param arn its name
     * @param session who assumes it, as AWS's records are to show it
     */
    public record Role(RoleArn arn, String session) {}

    /** The same in another region, if one is named, and as a role, if one is to be assumed. */
    public AwsSettings acting(Optional<String> wanted, Optional<Role> as) {
        return new AwsSettings(profile, sandbox, wanted.or(() -> region), caBundle, version, as);
    }

    /** An AWS that takes any credentials. */
    public static AwsSettings sandbox(URI endpoint, String version) {
        return new AwsSettings(
                Optional.empty(),
                Optional.of(endpoint),
                Optional.of("us-east-1"),
                Optional.empty(),
                version,
                Optional.empty());
    }

    // Written out, as what Java writes for records is linked for 20 milliseconds when it is first called, in every run.
    private List<Object> parts() {
        return List.of(profile, sandbox, region, caBundle, version, role);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AwsSettings settings && parts().equals(settings.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    private static Optional<String> value(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }
}
