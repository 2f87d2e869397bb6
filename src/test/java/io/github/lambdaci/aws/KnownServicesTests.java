package io.github.lambdaci.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.regions.GeneratedServiceMetadataProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.ServiceMetadata;

/** What lambda-ci's own table of services tells the SDK, next to its general rules. */
class KnownServicesTests {
    @ParameterizedTest
    @CsvSource({
        "lambda, eu-central-1, lambda.eu-central-1.amazonaws.com, eu-central-1",
        "lambda, cn-north-1, lambda.cn-north-1.amazonaws.com.cn, cn-north-1",
        "s3, eu-central-1, s3.eu-central-1.amazonaws.com, eu-central-1",
        "s3, us-gov-west-1, s3.us-gov-west-1.amazonaws.com, us-gov-west-1",
        "sts, aws-global, sts.amazonaws.com, us-east-1",
        "sts, eu-west-1, sts.eu-west-1.amazonaws.com, eu-west-1",
        "logs, eu-west-1, logs.eu-west-1.amazonaws.com, eu-west-1",
        "monitoring, eu-west-1, monitoring.eu-west-1.amazonaws.com, eu-west-1",
        "oidc, eu-west-1, oidc.eu-west-1.amazonaws.com, eu-west-1",
        "portal.sso, eu-west-1, portal.sso.eu-west-1.amazonaws.com, eu-west-1",
    })
    void servicesThatAreCalledAreKnown(String service, String region, String endpoint, String signingRegion) {
        ServiceMetadata metadata = new GeneratedServiceMetadataProvider().serviceMetadata(service);

        assertThat(metadata).isNotNull();
        assertThat(metadata.endpointFor(Region.of(region)).toString()).isEqualTo(endpoint);
        assertThat(metadata.signingRegion(Region.of(region)).id()).isEqualTo(signingRegion);
    }

    @Test
    void othersGoByTheGeneralRules() {
        assertThat(ServiceMetadata.of("dynamodb").endpointFor(Region.EU_WEST_1).toString())
                .isEqualTo("dynamodb.eu-west-1.amazonaws.com");
    }
}
