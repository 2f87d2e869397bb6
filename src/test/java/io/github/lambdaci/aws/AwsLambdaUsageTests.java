package io.github.lambdaci.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaci.account.CodeStorage;
import io.github.lambdaci.account.LayerVersionArn;
import io.github.lambdaci.account.VersionUse;
import io.github.lambdaci.failure.AwsException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AwsLambdaUsageTests {
    private static final String ARN = "arn:aws:lambda:us-east-1:123456789012:function:";

    private final ScriptedAws aws = new ScriptedAws();
    private final AwsLambdaUsage usage = new AwsLambdaUsage(aws.clients());

    @AfterEach
    void stop() {
        aws.close();
    }

    @Test
    void everyPageOfFunctionsIsReadWithAllVersions() {
        aws.answer(
                        200,
                        "{\"Functions\": [{\"FunctionName\": \"orders\", \"Version\": \"$LATEST\", \"Layers\": [{\"Arn\": "
                                + "\"arn:aws:lambda:us-east-1:123456789012:layer:deps:3\"}]}], \"NextMarker\": \"next\"}")
                .answer(200, "{\"Functions\": [{\"FunctionName\": \"image\", \"Version\": \"7\"}]}");

        assertThat(usage.everyVersion())
                .extracting(used -> used.function() + ":" + used.version() + " " + used.layers())
                .containsExactly(
                        "orders:$LATEST "
                                + List.of(LayerVersionArn.of("arn:aws:lambda:us-east-1:123456789012:layer:deps:3")),
                        "image:7 []");
        assertThat(aws.calls().get(0)).contains("FunctionVersion=ALL");
        assertThat(aws.calls().get(1)).contains("Marker=next");
    }

    @Test
    void versionsWithProvisionedConcurrencyAndEventSourcesAreUsed() {
        aws.answer(
                        200,
                        "{\"ProvisionedConcurrencyConfigs\": [{\"FunctionArn\": \"" + ARN
                                + "orders:3\"}, {\"FunctionArn\": \"" + ARN + "orders:live\"}]}")
                .answer(
                        200,
                        "{\"EventSourceMappings\": [{\"FunctionArn\": \"" + ARN + "orders:4\"}, {\"FunctionArn\": \""
                                + ARN + "orders\"}, {\"FunctionArn\": \"" + ARN + "billing:5\"}]}");

        assertThat(usage.uses("orders"))
                .containsExactly(
                        new VersionUse("3", VersionUse.By.PROVISIONED_CONCURRENCY),
                        new VersionUse("4", VersionUse.By.EVENT_SOURCE));
    }

    @Test
    void usesThatMayNotBeReadAreNotTakenForNone() {
        aws.refuse(
                403,
                "AccessDeniedException",
                "User: arn:aws:iam::1:user/ci is not authorized to perform: "
                        + "lambda:ListProvisionedConcurrencyConfigs on resource: " + ARN + "orders");

        assertThatThrownBy(() -> usage.uses("orders"))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("lambda:ListProvisionedConcurrencyConfigs");
    }

    @Test
    void codeStorageIsReadWhereThatIsAllowed() {
        aws.answer(
                        200,
                        "{\"AccountLimit\": {\"TotalCodeSize\": 80530636800}, \"AccountUsage\": {\"TotalCodeSize\": 5000}}")
                .refuse(403, "AccessDeniedException", "no");

        assertThat(usage.codeStorage()).hasValue(new CodeStorage(5000, 80_530_636_800L));
        assertThat(usage.codeStorage()).isEmpty();
    }

    @Test
    void nothingButTheNumberOfAVersionIsDeleted() {
        AwsLambdaVersions versions = new AwsLambdaVersions(aws.clients());

        assertThatThrownBy(() -> versions.delete("orders", "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> versions.delete("orders", "$LATEST")).isInstanceOf(IllegalArgumentException.class);

        assertThat(aws.requests()).isEmpty();
    }
}
