package io.github.lambdaci.aws;

import io.github.lambdaci.failure.ProjectException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.awscore.endpoint.AwsClientEndpointProvider;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;

/**
 * Where a service is asked, as the SDK's own clients find it: by the environment, the profile and the region.
 *
 * @param prefix the name in signatures and host names
 * @param id the name in profiles and, in capitals, in the variable with an endpoint
 * @param property the name in the system property with an endpoint
 */
record ServiceEndpoint(String prefix, String id, String property) {
    static final ServiceEndpoint LAMBDA = new ServiceEndpoint("lambda", "lambda", "Lambda");
    static final ServiceEndpoint S3 = new ServiceEndpoint("s3", "s3", "S3");

    /**
     * An address.
     *
     * @param own whether it is one that the user named, in place of AWS's own
     */
    record Address(URI uri, boolean own) {
        /** Where a bucket of S3 is asked: AWS has a host name for each whose name has no dots. */
        Optional<URI> ofBucket(String bucket) {
            // The SDK asks those of the oldest region at S3's global address, unless it is told otherwise.
            String host = uri.getHost().replace("s3.us-east-1.", "s3.");
            return own || bucket.contains(".")
                    ? Optional.empty()
                    : Optional.of(URI.create(uri.getScheme() + "://" + bucket + "." + host));
        }
    }

    /**
     * Finds it.
     *
     * @throws ProjectException if what the user named is no address
     */
    Address in(AwsSettings settings, Region region) {
        AwsClientEndpointProvider endpoint = AwsClientEndpointProvider.builder()
                .clientEndpointOverride(settings.sandbox().orElse(null))
                .serviceEndpointOverrideEnvironmentVariable("AWS_ENDPOINT_URL_" + id.toUpperCase(Locale.ROOT))
                .serviceEndpointOverrideSystemProperty("aws.endpointUrl" + property)
                .serviceProfileProperty(id)
                .serviceEndpointPrefix(prefix)
                .defaultProtocol("https")
                .profileFile(ProfileFile::defaultProfileFile)
                .profileName(Profiles.name(settings))
                .region(region)
                .build();
        URI address = endpoint.clientEndpoint();
        refuseUnlessHttp(address);
        return new Address(address, endpoint.isEndpointOverridden());
    }

    /**
     * Refuses what is no address of a server.
     *
     * @throws ProjectException if it is none
     */
    static void refuseUnlessHttp(URI endpoint) {
        if (endpoint.getHost() == null || !List.of("http", "https").contains(endpoint.getScheme())) {
            throw new ProjectException(
                    "the AWS endpoint '" + endpoint + "' is not an address that starts with http:// or https://",
                    "correct AWS_ENDPOINT_URL, or endpoint_url in the AWS profile, or remove it");
        }
    }
}
