package io.github.lambdaci.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.account.RoleArn;
import io.github.lambdaci.config.RemoteValue;
import io.github.lambdaci.failure.AwsException;
import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.project.LambdaProject;
import io.github.lambdaci.testing.GoldenFile;
import io.github.lambdaci.testing.Releases;
import io.github.lambdaci.traffic.Shift;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PromoteCommandTests {
    private static final String QA_ROLE = "arn:aws:iam::111111111111:role/release";
    private static final String PROD_ROLE = "arn:aws:iam::222222222222:role/release";

    private final CommandRun command = new CommandRun();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("lambda-ci.yml"), """
                functions:
                  orders:
                    app-src-path: orders
                    after: [customers]
                  customers:
                    app-src-path: customers
                environments:
                  qa:
                    app-s3-bucket: qa-artifacts
                    function-name-pattern: "{function}-qa"
                    aws-region: eu-west-1
                    aws-role-arn: %s
                    function-alias-name: live
                  prod:
                    app-s3-bucket: ${ssm:/bucket}
                    function-name-pattern: "{function}-prod"
                    aws-region: us-east-1
                    aws-role-arn: %s
                    shift: canary:10%%,5m
                  world:
                    extends: prod
                    app-s3-bucket: artifacts
                    regions: [eu-west-1, us-east-1]
                  here:
                    sandbox: true
                """.formatted(QA_ROLE, PROD_ROLE));
        command.launcher.values.values.put("ssm:/bucket", new RemoteValue("prod-artifacts", false));
    }

    private int promote(String more) {
        return command.run("promote --config " + file + " " + more);
    }

    @Test
    void helpOfPromote() {
        assertThat(command.run("promote --help")).isZero();
        GoldenFile.of(getClass(), "help-promote.txt").assertHolds(command.out());
        assertThat(command.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void environmentsOfAFileSayFromWhereAndTo() {
        assertThat(promote("--from qa --to prod --function orders"))
                .as(command.err())
                .isZero();

        assertThat(command.out().trim()).isEqualTo(Releases.published().live().versionArn());
        ShipRequest request = command.request();
        assertThat(request.project().target())
                .isEqualTo(new LambdaProject.Target("prod-artifacts", "orders-prod", "latest", "orders-prod-deps"));
        assertThat(request.aws().access().role()).contains(RoleArn.of(PROD_ROLE));
        assertThat(request.rollout().traffic().shift()).isInstanceOf(Shift.Canary.class);
        assertThat(request.origin())
                .contains(new ShipRequest.Origin(
                        "qa",
                        new LambdaProject.Target("qa-artifacts", "orders-qa", "live", "orders-qa-deps"),
                        new ShipRequest.Access(
                                Optional.empty(), Optional.of("eu-west-1"), Optional.of(RoleArn.of(QA_ROLE))),
                        Optional.empty()));
    }

    @Test
    void valuesAreLookedUpAsTheRoleOfTheirEnvironment() {
        promote("--from qa --to prod --function orders");
        assertThat(command.launcher.accesses)
                .extracting(access -> access.role().orElseThrow().text())
                .containsOnly(PROD_ROLE, QA_ROLE);

        command.launcher.requests.clear();
        assertThat(promote("--from prod --to qa --function orders"))
                .as(command.err())
                .isZero();

        assertThat(command.request().origin().orElseThrow().target().bucket()).isEqualTo("prod-artifacts");
    }

    @Test
    void commandLineWinsForEachOfTheTwoPlaces() {
        assertThat(promote("--from qa --to prod --function orders --aws-region eu-north-1 --from-aws-region eu-west-3"))
                .isZero();

        assertThat(command.request().aws().access().region()).contains("eu-north-1");
        assertThat(command.request().origin().orElseThrow().access().region()).contains("eu-west-3");
    }

    @Test
    void noFileIsNeeded() {
        assertThat(command.run(
                        "promote --from-function-name orders-qa --from-app-s3-bucket qa-artifacts --from-aws-profile-name q"
                                + " --function-name orders --app-s3-bucket prod --output json"))
                .isZero();

        assertThat(command.out().trim()).isEqualTo("{\"version\": \"42\"}");
        ShipRequest.Origin origin = command.request().origin().orElseThrow();
        assertThat(origin.name()).isEqualTo("orders-qa");
        assertThat(origin.access().profile()).contains("q");
    }

    @Test
    void ofSeveralRegionsOneIsPromotedFrom() {
        assertThat(promote("--from world --to qa --function orders")).isEqualTo(2);
        assertThat(command.err())
                .contains(
                        "environment 'world' has 2 regions, and what is promoted is live in one",
                        "choose it: --from-aws-region eu-west-1|us-east-1");
        assertThat(command.launcher.requests).isEmpty();

        assertThat(promote("--from world --from-aws-region us-east-1 --to qa --function orders"))
                .isZero();
        assertThat(command.request().origin().orElseThrow().access().region()).contains("us-east-1");
    }

    @Test
    void regionsArePromotedToOneAfterAnotherAndAllIsLookedAtFirst() {
        assertThat(promote("--from qa --to world --function orders")).isZero();

        assertThat(command.launcher.calls)
                .filteredOn(call -> call.equals("forecast") || call.startsWith("begun") || call.equals("ship"))
                .containsExactly(
                        "forecast", "forecast", "begun orders (eu-west-1)", "ship", "begun orders (us-east-1)", "ship");
    }

    @Test
    void whatCannotBePromotedIsToldOfEachFunctionBeforeTheFirstIsChanged() {
        command.launcher.forecast = () -> {
            throw new ProjectException("it has no alias", "release it there");
        };

        assertThat(promote("--from qa --to prod")).isEqualTo(2);

        assertThat(command.err())
                .contains(
                        "2 of 2 functions cannot be worked on, so none was changed:",
                        "orders: it has no alias",
                        "customers: it has no alias",
                        "release it there");
        assertThat(command.launcher.calls).doesNotContain("ship");
    }

    @Test
    void failureOfAwsOnTheFirstLookIsNoMistakeOfTheUser() {
        command.launcher.forecast = () -> {
            throw new AwsException("S3 does not answer", "run again");
        };

        assertThat(promote("--from qa --to prod")).isEqualTo(1);
        assertThat(command.launcher.calls).doesNotContain("ship");
    }

    @Test
    void manyArePromotedInTheirOrder() {
        assertThat(promote("--from qa --to prod --output json"))
                .as(command.err())
                .isZero();

        assertThat(command.out().trim()).isEqualTo("{\"fleet\": 2}");
        assertThat(command.launcher.calls).containsSubsequence("ended customers", "begun orders", "shown");
    }

    @Test
    void dryRunOnlyPlans() {
        assertThat(promote("--from qa --to prod --function orders --dry-run")).isZero();
        assertThat(promote("--from qa --to prod --dry-run --output json")).isZero();

        assertThat(command.out()).isEqualTo("changes\n{\"plans\": 2}\n");
        assertThat(command.launcher.calls).contains("plan").doesNotContain("ship");
    }

    @Test
    void environmentIsNotPromotedToItself() {
        assertThat(promote("--from qa --to qa")).isEqualTo(2);

        assertThat(command.err()).contains("function 'orders-qa' would be promoted to itself");
        assertThat(command.launcher.calls).doesNotContain("ship");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--from qa", "--to prod"})
    void fileNeedsBothEnvironments(String words) {
        assertThat(promote(words)).isEqualTo(2);

        assertThat(command.err())
                .contains("a promotion is from one environment of the file to another", "--from ENVIRONMENT");
    }

    @Test
    void environmentNeedsAFile() {
        assertThat(command.run("promote --from qa --to prod")).isEqualTo(2);

        assertThat(command.err()).contains("--from names a part of a configuration file, and none was given");
    }

    @Test
    void placesNeedNames() {
        assertThat(command.run("promote")).isEqualTo(2);

        assertThat(command.err()).contains("--from-function-name and --from-app-s3-bucket are missing");
    }

    @Test
    void variableOfARollbackIsNoEnvironment() {
        command.environment.put("LAMBDA_CI_ROLLBACK_TO", "41");

        assertThat(promote("--from qa")).isEqualTo(2);
        assertThat(command.err()).contains("give both: --from ENVIRONMENT --to ENVIRONMENT");
    }

    @Test
    void sandboxesNeedNoBucket() {
        assertThat(promote("--from qa --to here --function orders"))
                .as(command.err())
                .isZero();
        assertThat(command.request().project().target().bucket()).isEqualTo("lambda-ci-sandbox");

        command.launcher.requests.clear();
        assertThat(promote("--from here --to qa --function orders")).isZero();
        assertThat(command.request().origin().orElseThrow().sandbox()).isPresent();
    }
}
