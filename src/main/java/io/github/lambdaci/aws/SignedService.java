package io.github.lambdaci.aws;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
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

    /** What {@link ServiceEndpoint} is told of it. */
    private final String prefix;

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
        URI address = new ServiceEndpoint(prefix, id, property)
                .in(place.settings(), place.region())
                .uri();
        return new SignedRequests(place.http(), place.credentials(), place.region(), prefix, address);
    }
}
