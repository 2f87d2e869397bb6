package io.github.lambdaci.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.testing.GoldenFile;
import org.junit.jupiter.api.Test;

class PolicyCommandTests {
    private static final String NAMES = "--app-s3-bucket artifacts --function-name orders ";
    private static final String PLACE = "--account 123456789012 --region eu-west-1 ";

    private final CommandRun command = new CommandRun();

    @Test
    void help() {
        assertThat(command.run("policy --help")).isZero();
        GoldenFile.of(getClass(), "help-policy.txt").assertHolds(command.out());
    }

    @Test
    void policyOfShippingAsksNothingOfAws() {
        assertThat(command.run("policy " + NAMES + PLACE)).isZero();
        assertThat(command.out())
                .contains(
                        "lambda:UpdateFunctionCode",
                        "arn:aws:lambda:eu-west-1:123456789012:function:orders:*",
                        "arn:aws:s3:::artifacts/lambda-ci/orders/*",
                        "layer:orders-deps")
                .doesNotContain("Delete", "logs:", "codedeploy:", "cloudwatch:");
        assertThat(command.err()).isEmpty();
        assertThat(command.launcher.accountRequests).isEmpty();
    }

    @Test
    void unknownPlaceIsSaid() {
        assertThat(command.run("policy " + NAMES)).isZero();
        assertThat(command.out()).contains("arn:aws:lambda:*:*:function:orders");
        assertThat(command.err()).contains("--account and --region");
    }

    @Test
    void partitionIsThatOfTheRegion() {
        assertThat(command.run("policy " + NAMES + "--account 123456789012 --region cn-north-1"))
                .isZero();
        assertThat(command.out()).contains("arn:aws-cn:s3:::artifacts");
    }

    @Test
    void commandsAndOptionsAddTheirRights() {
        assertThat(command.run("policy " + NAMES + PLACE
                        + "--command ship,prune,logs --shift codedeploy:shop/orders --function-layer-name packages "
                        + "--codeartifact team/packages"))
                .isZero();
        assertThat(command.out())
                .contains(
                        "deploymentgroup:shop/orders",
                        "lambda:DeleteLayerVersion",
                        "layer:packages:*",
                        "logs:FilterLogEvents",
                        "arn:aws:codeartifact:eu-west-1:123456789012:repository/team/packages")
                .doesNotContain("cloudwatch:");
    }

    @Test
    void gradualShiftMayWatch() {
        assertThat(command.run("policy " + NAMES + PLACE + "--shift canary:10%,5m"))
                .isZero();
        assertThat(command.out()).contains("cloudwatch:GetMetricData");
    }

    @Test
    void whoIsToldAddsItsRight() {
        assertThat(command.run("policy " + NAMES + PLACE
                        + "--notify-sns arn:aws:sns:us-east-1:210987654321:releases --notify-eventbridge releases "
                        + "--notify-webhook ssm:/ci/slack"))
                .isZero();
        assertThat(command.out())
                .contains(
                        "arn:aws:sns:us-east-1:210987654321:releases",
                        "arn:aws:events:eu-west-1:123456789012:event-bus/releases",
                        "arn:aws:ssm:eu-west-1:123456789012:parameter/ci/slack");
    }

    @Test
    void webhookInAVariableAndNobodyNeedNoRight() {
        assertThat(command.run("policy " + NAMES + PLACE + "--notify-webhook env:SLACK_WEBHOOK"))
                .isZero();
        assertThat(command.out()).doesNotContain("ssm:", "sns:", "events:");
    }

    @Test
    void busOfAnotherAccountIsAllowedThere() {
        assertThat(command.run("policy " + NAMES + PLACE
                        + "--notify-eventbridge arn:aws:events:us-east-1:210987654321:event-bus/all"))
                .isZero();
        assertThat(command.out()).contains("arn:aws:events:us-east-1:210987654321:event-bus/all");
    }

    @Test
    void unknownCommandIsRefused() {
        assertThat(command.run("policy " + NAMES + "--command deploy")).isEqualTo(2);
        assertThat(command.err()).contains("'deploy' is no command").contains("ship, rollback");
    }

    @Test
    void wrongAccountIsRefused() {
        assertThat(command.run("policy " + NAMES + "--account 123")).isEqualTo(2);
        assertThat(command.err()).contains("12 digits");
    }
}
