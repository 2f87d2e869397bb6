package io.github.lambdaci.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What CodeDeploy accepts, what it refuses at once, and what it only tells of the deployment. */
final class CodeDeployRequestTests extends CodeDeployFixture {
    private static final String NAMES = "{\"applicationName\": \"shop\", \"deploymentGroupName\": \"orders\"}";

    @Test
    void appSpecMayBeYaml() {
        group(CANARY, true);
        String id = call("CreateDeployment", request("""
                        version: 0.0
                        Resources:
                          - orders:
                              Type: AWS::Lambda::Function
                              Properties:
                                Name: "orders"
                                Alias: "live"
                                CurrentVersion: "1"
                                TargetVersion: "2"
                        """)).path("deploymentId").asText();

        clock.advance(PAUSE);

        assertThat(status(id)).isEqualTo("InProgress");
        assertThat(traffic()).isEqualTo("1 {2=0.1}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{broken|The template cannot be parsed.",
                "version: 1|The version in the AppSpec file must be 0.0.",
                "{version: 0.0, Resources: []}|must name exactly one resource.",
                "{version: 0.0, Resources: [{f: {Type: AWS::ECS::Service}}]}|must be AWS::Lambda::Function.",
                "{version: 0.0, Resources: [{f: {Type: 'AWS::Lambda::Function', Properties: {Name: f}}}]}"
                        + "|The property Alias of the Lambda function is missing."
            })
    void appSpecThatCannotBeUsedFailsTheDeployment(String appSpec, String problem) {
        group(CANARY, true);
        String id =
                call("CreateDeployment", request(appSpec)).path("deploymentId").asText();
        clock.advance(PAUSE);

        JsonNode failed = deployment(id);
        assertThat(failed.path("status").asText()).isEqualTo("Failed");
        assertThat(failed.path("errorInformation").path("code").asText()).isEqualTo("INVALID_REVISION");
        assertThat(failed.path("errorInformation").path("message").asText()).endsWith(problem);
        assertThat(traffic()).isEqualTo("1 {}");
    }

    @Test
    void revisionWithAnotherDigestIsRefused() throws Exception {
        group(CANARY, true);
        String other = JSON.readTree(request(appSpec("2", "1")))
                .path("revision")
                .path("appSpecContent")
                .path("sha256")
                .asText();
        String mine = JSON.readTree(request(appSpec("1", "2")))
                .path("revision")
                .path("appSpecContent")
                .path("sha256")
                .asText();

        assertRefused("CreateDeployment", request(appSpec("1", "2")).replace(mine, other), "InvalidRevisionException");
        assertRefused("CreateDeployment", NAMES, "RevisionRequiredException");
    }

    @Test
    void groupHasOneDeploymentAtATime() {
        group(CANARY, true);
        String id = deploy("1", "2");

        assertRefused("CreateDeployment", request(appSpec("1", "2")), "DeploymentLimitExceededException");
        assertRefused(
                "BatchGetDeploymentTargets",
                "{\"deploymentId\": \"" + id + "\", \"targetIds\": [\"orders:live\"]}",
                "DeploymentNotStartedException");
    }

    @Test
    void groupIsDescribedWithItsLastDeployments() {
        group("CodeDeployDefault.LambdaAllAtOnce", true);
        String first = deploy("1", "2");
        clock.advance(PAUSE);
        assertThat(status(first)).isEqualTo("InProgress");
        clock.advance(PAUSE);
        assertThat(status(first)).isEqualTo("Succeeded");
        String second = deploy("1", "2");
        clock.advance(PAUSE);
        assertThat(status(second)).isEqualTo("Failed");

        JsonNode group = call("GetDeploymentGroup", NAMES).path("deploymentGroupInfo");
        assertThat(group.path("lastSuccessfulDeployment").path("deploymentId").asText())
                .isEqualTo(first);
        assertThat(group.path("lastAttemptedDeployment").path("deploymentId").asText())
                .isEqualTo(second);
        assertThat(group.path("alarmConfiguration").path("alarms").findValuesAsText("name"))
                .containsExactly("errors");
        assertThat(call("ListDeployments", NAMES).path("deployments").toString())
                .isEqualTo("[\"" + second + "\",\"" + first + "\"]");
    }

    @Test
    void whatIsNotThereIsNamed() {
        assertRefused("CreateDeployment", NAMES, "DeploymentGroupDoesNotExistException");
        assertRefused("GetDeploymentGroup", NAMES.replace("shop", "nobody"), "ApplicationDoesNotExistException");
        assertRefused("GetDeployment", named("d-ABCDEFGHI"), "DeploymentDoesNotExistException");
        assertRefused("GetDeployment", named("4711"), "InvalidDeploymentIdException");
        assertRefused("GetDeployment", "{}", "DeploymentIdRequiredException");
    }

    @Test
    void groupOfAnUnknownConfigurationOrStyleIsRefused() {
        for (Map.Entry<String, String> wrong : Map.of(
                        "\"deploymentConfigName\": \"CodeDeployDefault.LambdaCanary20Percent5Minutes\"",
                        "DeploymentConfigDoesNotExistException",
                        "\"deploymentStyle\": {\"deploymentType\": \"IN_PLACE\"}",
                        "InvalidDeploymentStyleException")
                .entrySet()) {
            assertRefused(
                    "CreateDeploymentGroup",
                    NAMES.replace("}", ", \"serviceRoleArn\": \"arn\", " + wrong.getKey() + "}"),
                    wrong.getValue());
        }
        assertRefused("CreateDeploymentGroup", NAMES, "RoleRequiredException");
    }

    @Test
    void ownConfigurationIsUsed() {
        JsonNode unused = call("CreateDeploymentConfig", """
                {"deploymentConfigName": "half", "computePlatform": "Lambda", "trafficRoutingConfig":
                 {"type": "TimeBasedCanary", "timeBasedCanary": {"canaryPercentage": 50, "canaryInterval": 2}}}
                """);
        group("half", true);
        String id = deploy("1", "2");
        clock.advance(PAUSE);

        assertThat(status(id)).isEqualTo("InProgress");
        assertThat(traffic()).isEqualTo("1 {2=0.5}");
        assertThat(call("GetDeploymentConfig", "{\"deploymentConfigName\": \"half\"}")
                        .path("deploymentConfigInfo")
                        .path("trafficRoutingConfig")
                        .path("timeBasedCanary")
                        .path("canaryInterval")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void applicationsAndGroupsAreListedAndDeleted() {
        group(CANARY, true);
        assertRefused(
                "CreateApplication",
                "{\"applicationName\": \"shop\", \"computePlatform\": \"Lambda\"}",
                "ApplicationAlreadyExistsException");
        assertThat(call("ListDeploymentGroups", NAMES).path("deploymentGroups").toString())
                .isEqualTo("[\"orders\"]");
        JsonNode unused = call("DeleteDeploymentGroup", NAMES);
        assertThat(call("ListDeploymentGroups", NAMES).path("deploymentGroups")).isEmpty();
        for (String operation : List.of("DeleteApplication", "DeleteApplication")) {
            JsonNode gone = call(operation, NAMES);
            assertThat(gone).isEmpty();
        }
        assertThat(call("ListApplications", "{}").path("applications")).isEmpty();
    }
}
