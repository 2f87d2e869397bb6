package io.github.lambdaci.aws;

import io.github.lambdaci.failure.ProjectException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.endpoint.AwsClientEndpointProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;

/** A service that is asked without a module of the SDK's: how it is called, where its endpoint is named. */
enum SignedService {
    CODEARTIFACT("codeartifact", "codeartifact", "Codeartifact"),
    CODEDEPLOY("codedeploy", "codedeploy", "CodeDeploy"),
    SNS("sns", "sns", "Sns"),
    EVENTBRIDGE("events", "eventbridge", "EventBridge"),
    SSM("ssm", "ssm", "Ssm"),
    SECRETSMANAGER("secretsmanager", "secrets_manager", "SecretsManager"),
    CLOUDFORMATION("cloudformation", "cloudformation", "CloudFormation");

    /** The name in signatures and host names. */
    private final String prefix;
    /** The name in profiles and, in capitals, in the variable with an endpoint. */
    private final String id;

    private final String property;

    SignedService(String prefix, String id, String property) {
        this.prefix = prefix;
        this.id = id;
        this.property = property;
    }

    /** Where to ask, and with what. */
    record Place(AwsSettings settings, SdkHttpClient http, AwsCredentialsProvider credentials, Region region) {}

    /** For each use: they are made of what is there. */
    SignedRequests in(Place place) {
        AwsClientEndpointProvider endpoint = AwsClientEndpointProvider.builder()
                .clientEndpointOverride(place.settings().sandbox().orElse(null))
                .serviceEndpointOverrideEnvironmentVariable("AWS_ENDPOINT_URL_" + id.toUpperCase(Locale.ROOT))
                .serviceEndpointOverrideSystemProperty("aws.endpointUrl" + property)
                .serviceProfileProperty(id)
                .serviceEndpointPrefix(prefix)
                .defaultProtocol("https")
                .profileFile(ProfileFile::defaultProfileFile)
                .profileName(Profiles.name(place.settings()))
                .region(place.region())
                .build();
        refuseUnlessHttp(endpoint.clientEndpoint());
        return new SignedRequests(place.http(), place.credentials(), place.region(), prefix, endpoint.clientEndpoint());
    }

    static void refuseUnlessHttp(URI endpoint) {
        if (endpoint.getHost() == null || !List.of("http", "https").contains(endpoint.getScheme())) {
            throw new ProjectException(
                    "the AWS endpoint '" + endpoint + "' is not an address that starts with http:// or https://",
                    "correct AWS_ENDPOINT_URL, or endpoint_url in the AWS profile, or remove it");
        }
    }
}
