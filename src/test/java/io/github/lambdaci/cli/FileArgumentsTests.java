package io.github.lambdaci.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.account.RoleArn;
import io.github.lambdaci.config.RemoteValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a configuration file gives to commands. */
class FileArgumentsTests {
    private static final String VERSION = " --source-version 1.4.0 ";

    private final CommandRun command = new CommandRun();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void theFileIsStrongerThanVariablesAndTheCommandLineIsStrongerThanTheFile() throws IOException {
        command.environment.put("APP_S3_BUCKET", "from-variable");
        command.environment.put("FUNCTION_ALIAS_NAME", "from-variable");
        String file = file("app-s3-bucket: from-file\n    function-layer-name: from-file\n    timeout: 3m");

        assertThat(ship(file + " --function-layer-name from-command-line"))
                .as(command.err())
                .isZero();

        assertThat(command.request().project().target().bucket()).isEqualTo("from-file");
        assertThat(command.request().project().target().alias()).isEqualTo("from-variable");
        assertThat(command.request().project().target().layer()).isEqualTo("from-command-line");
        assertThat(command.request().project().target().function()).isEqualTo("orders");
        assertThat(command.request().aws().timeout()).isEqualTo(Duration.ofMinutes(3));
    }

    @Test
    void aListOfTheCommandLineReplacesTheFiles() throws IOException {
        String file = file("app-s3-bucket: artifacts\n    omit: [boto3, botocore]");

        ship(file);
        ship(file + " --omit six");

        assertThat(command.launcher.requests)
                .extracting(request -> request.project().packaging().omitted())
                .hasToString("[[boto3, botocore], [six]]");
    }

    @Test
    void anEmptyListAndAFlagThatIsFalseAreStrongerThanVariables() throws IOException {
        command.environment.put("LAMBDA_CI_OMIT", "boto3");
        command.environment.put("LAMBDA_CI_SLIM", "true");

        ship(file("app-s3-bucket: artifacts\n    omit: []\n    slim: false"));

        assertThat(command.request().project().packaging().omitted()).isEmpty();
        assertThat(command.request().project().packaging().slim()).isFalse();
    }

    @Test
    void aFlagOfTheFileIsTakenBackByTheCommandLine() throws IOException {
        ship(file("app-s3-bucket: artifacts\n    slim: true") + " --slim=false");

        assertThat(command.request().project().packaging().slim()).isFalse();
    }

    @Test
    void commandsTakeTheSettingsThatTheyHave() throws IOException {
        command.release("one");
        command.release("two");
        String names = " --config "
                + file("app-s3-bucket: artifacts\n    slim: true\n    aws-region: eu-west-1\n"
                        + "    aws-role-arn: arn:aws:iam::123456789012:role/ci");

        for (String line :
                new String[] {"status", "versions", "rollback --to 1", "logs", "invoke", "prune --dry-run"}) {
            assertThat(command.run(line + names))
                    .as(line + ": " + command.err())
                    .isZero();
        }

        assertThat(command.launcher.accountRequests)
                .hasSize(6)
                .allSatisfy(request -> assertThat(request.aws().access())
                        .isEqualTo(new ShipRequest.Access(
                                Optional.empty(),
                                Optional.of("eu-west-1"),
                                Optional.of(RoleArn.of("arn:aws:iam::123456789012:role/ci")))));
    }

    @Test
    void whatTheFileSaysOfReleasesDoesNotSlowARollback() throws IOException {
        command.release("one");
        command.release("two");

        assertThat(command.run("rollback --to 1 --config "
                        + file("app-s3-bucket: artifacts\n    smoke-payload: {}\n    smoke-expect: 17")))
                .as(command.err())
                .isZero();
    }

    @Test
    void oneOfSeveralFunctionsIsChosen() throws IOException {
        String file = write("functions: {orders: {app-s3-bucket: one}, mailer: {app-s3-bucket: artifacts}}");

        assertThat(command.run("status --config " + file)).isEqualTo(2);
        assertThat(command.err())
                .contains("2 functions of ", "are meant, and this command works on one")
                .contains("choose it: --function orders|mailer");
        assertThat(ship(file + " --function mailer")).as(command.err()).isZero();
        assertThat(command.request().project().target().function()).isEqualTo("mailer");
    }

    @Test
    void theEnvironmentCanComeFromAVariable() throws IOException {
        command.environment.put("LAMBDA_CI_ENVIRONMENT", "qa");

        ship(write("functions: {orders: {app-s3-bucket: artifacts}}\n"
                + "environments: {qa: {function-name-pattern: \"{function}-qa\"}}"));

        assertThat(command.request().project().target().function()).isEqualTo("orders-qa");
    }

    @Test
    void withoutAFileTheVariableOfTheEnvironmentMeansNothing() {
        command.environment.put("LAMBDA_CI_ENVIRONMENT", "qa");

        assertThat(command.ship("")).as(command.err()).isZero();
    }

    @Test
    void partsOfAFileNeedAFile() {
        assertThat(command.run("status --function orders")).isEqualTo(2);
        assertThat(command.err()).contains("--function names a part of a configuration file", "--function-name");
    }

    @Test
    void onlyWhatCountsIsLookedUp() throws IOException {
        command.launcher.values.values.put("ssm:/bucket", new RemoteValue("artifacts", false));
        String file = file("app-s3-bucket: ${ssm:/bucket}\n    function-layer-name: ${ssm:/layer}");

        assertThat(ship(file + " --function-layer-name deps")).as(command.err()).isZero();
        assertThat(command.run("invoke --config " + file)).isNotEqualTo(70);

        assertThat(command.launcher.values.asked).containsExactly("ssm:/bucket");
    }

    @Test
    void awsIsAskedAsTheFileSays() throws IOException {
        command.environment.put("STAGE", "qa");
        command.launcher.values.values.put("ssm:/bucket", new RemoteValue("artifacts", false));

        ship(file("app-s3-bucket: ${ssm:/bucket}\n    aws-profile-name: work-${env:STAGE}\n    aws-region: eu-west-1"));

        assertThat(command.launcher.accesses)
                .containsExactly(
                        new ShipRequest.Access(Optional.of("work-qa"), Optional.of("eu-west-1"), Optional.empty()));
    }

    @Test
    void howAwsIsReachedIsNotLookedUpThere() throws IOException {
        assertThat(ship(file("app-s3-bucket: artifacts\n    aws-region: ${ssm:/region}")))
                .isEqualTo(2);

        assertThat(command.err()).contains("lambda-ci.yml:4:17: aws-region: parameter '/region' is in AWS");
        assertThat(command.launcher.requests).isEmpty();
    }

    @Test
    void forTheSandboxNothingIsLookedUpInAws() throws IOException {
        Files.writeString(folder.resolve("app.py"), "");
        String file = file("app-s3-bucket: ${ssm:/bucket:-local}\n    sandbox: true");

        assertThat(ship(file)).as(command.err()).isZero();

        assertThat(command.request().project().target().bucket()).isEqualTo("local");
        assertThat(command.request().sandbox().orElseThrow().folder()).isEqualTo(folder.resolve(".lambda-ci/sandbox"));
        assertThat(command.launcher.calls).doesNotContain("values");
    }

    @Test
    void whatAwsRefusesEndsTheRunBeforeItBegins() throws IOException {
        command.launcher.values.denied = "ssm:/bucket";

        assertThat(ship(file("app-s3-bucket: ${ssm:/bucket:-default}"))).isEqualTo(1);

        assertThat(command.err()).contains("lambda-ci.yml:3:5: app-s3-bucket: reading ssm:/bucket failed");
        assertThat(command.launcher.requests).isEmpty();
    }

    @Test
    void aWrongValueIsToldWithItsPlace() throws IOException {
        assertThat(ship(file("app-s3-bucket: NO"))).isEqualTo(2);

        assertThat(command.err())
                .contains("'NO' is not the name of a bucket (" + folder.resolve("lambda-ci.yml") + ":3:5)");
    }

    @Test
    void aSecretIsNotQuotedByWhoRefusesIt() throws IOException {
        command.launcher.values.values.put("secret:bucket", new RemoteValue("Hush!", true));

        assertThat(ship(file("app-s3-bucket: ${secret:bucket}"))).isEqualTo(2);

        assertThat(command.err()).contains("'***' is not the name of a bucket").doesNotContain("Hush");
    }

    @Test
    void aWrongCommandLineIsToldAsWithoutAFile() throws IOException {
        assertThat(ship(file("app-s3-bucket: artifacts") + " --slin")).isEqualTo(2);
        assertThat(command.err()).contains("unknown option '--slin'", "--slim");
        assertThat(command.run("--config " + folder + "/lambda-ci.yml status")).isEqualTo(2);
        assertThat(command.err()).contains("--config stands before the command 'status'");
    }

    private String file(String settings) throws IOException {
        return write("functions:\n  orders:\n    " + settings + "\n");
    }

    private String write(String text) throws IOException {
        return Files.writeString(folder.resolve("lambda-ci.yml"), text).toString();
    }

    private int ship(String fileAndMore) {
        return command.run("--config " + fileAndMore + VERSION);
    }
}
