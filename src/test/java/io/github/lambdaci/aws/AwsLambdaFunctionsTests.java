package io.github.lambdaci.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaci.account.AliasRoute;
import io.github.lambdaci.account.ArtifactMetadata;
import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LatestState;
import io.github.lambdaci.account.LiveAlias;
import io.github.lambdaci.account.StoredArtifact;
import io.github.lambdaci.artifact.ArtifactKey;
import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.failure.AwsException;
import io.github.lambdaci.failure.LambdaCiException;
import io.github.lambdaci.failure.OvertakenException;
import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.failure.VersionCheckException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AwsLambdaFunctionsTests {
    private static final String CONFIGURATION = "GET /2015-03-31/functions/orders/configuration";
    private static final String ARN = "arn:aws:lambda:us-east-1:123456789012:function:orders";
    private static final Sha256 OLD = Sha256.of(new byte[] {1});
    private static final Sha256 NEW = Sha256.of(new byte[] {2});
    private static final StoredArtifact CODE = new StoredArtifact(
            new ArtifactKey("bucket", "app.zip"),
            Optional.of("v7"),
            10,
            new ArtifactMetadata(NEW, 20, "1.0", Optional.empty()));

    private final ScriptedAws aws = new ScriptedAws();
    private final FakeTime time = new FakeTime();
    private final AwsLambdaFunctions functions =
            new AwsLambdaFunctions(aws.clients(), time.patience(Duration.ofMinutes(1)));
    private final AwsLambdaAliases aliases = new AwsLambdaAliases(aws.clients(), time.patience(Duration.ofMinutes(1)));

    @AfterEach
    void stop() {
        aws.close();
    }

    private static String function(String version, Sha256 code, String revision, String more) {
        String arn = version.equals("$LATEST") ? ARN : ARN + ":" + version;
        return """
                {"FunctionName": "orders", "FunctionArn": "%s", "Version": "%s", "Runtime": "python3.12",
                 "CodeSha256": "%s", "RevisionId": "%s", "PackageType": "Zip", "Architectures": ["arm64"],
                 "Environment": {"Variables": {"PASSWORD": "pa55word"}}%s}
                """.formatted(arn, version, code.base64(), revision, more.isEmpty() ? "" : ", " + more);
    }

    private static String latest(Sha256 code, String revision, String lastUpdate) {
        return function(
                "$LATEST", code, revision, "\"State\": \"Active\", \"LastUpdateStatus\": \"" + lastUpdate + "\"");
    }

    private static String version(String number, Sha256 code, String state) {
        return function(number, code, "r-" + number, "\"State\": \"" + state + "\"");
    }

    private FunctionVersion read() {
        aws.answer(200, latest(OLD, "r1", "Successful"));
        return functions.latest("orders");
    }

    @Test
    void settledFunctionIsReadWithOneCallAndNoWait() {
        FunctionVersion latest = read();

        assertThat(latest.architecture().lambdaName()).isEqualTo("arm64");
        assertThat(latest.revisionId()).isEqualTo("r1");
        assertThat(aws.calls()).containsExactly(CONFIGURATION);
        assertThat(time.sleeps()).isEmpty();
    }

    @Test
    void latestIsReadOnceItHasSettled() {
        aws.answer(200, function("$LATEST", OLD, "r0", "\"State\": \"Pending\""))
                .answer(200, latest(OLD, "r1", "InProgress"))
                .answer(200, latest(OLD, "r2", "Successful"));

        assertThat(functions.latest("orders").revisionId()).isEqualTo("r2");
        assertThat(time.sleeps()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-21T14:49:19.233+0000",
                "2026-11-21T14:49:19.233477000Z",
                "2026-11-21T15:49:19.233+01:00",
                "2026-11-21T14:49:19.233Z"
            })
    void timeIsReadAsLambdaAndEmulatorsWriteIt(String time) {
        aws.answer(200, function("$LATEST", OLD, "r1", "\"LastModified\": \"" + time + "\", \"CodeSize\": 17"));

        assertThat(functions.state("orders").modified().truncatedTo(ChronoUnit.MILLIS))
                .isEqualTo(Instant.parse("2026-11-21T14:49:19.233Z"));
    }

    @Test
    void failedUpdateIsAState() {
        String modified = ", \"LastModified\": \"2026-11-21T14:49:19.233+0000\"";
        aws.answer(
                        200,
                        function(
                                "$LATEST",
                                OLD,
                                "r1",
                                "\"State\": \"Active\", \"LastUpdateStatus\": \"Failed\","
                                        + " \"LastUpdateStatusReason\": \"no such subnet\"" + modified))
                .answer(
                        200,
                        function(
                                "$LATEST",
                                OLD,
                                "r1",
                                "\"State\": \"Active\", \"LastUpdateStatus\": \"InProgress\"" + modified));

        LatestState failed = functions.state("orders");
        assertThat(failed.update()).isEqualTo(LatestState.Update.FAILED);
        assertThat(failed.reason()).isEqualTo("no such subnet");
        assertThat(functions.state("orders").update()).isEqualTo(LatestState.Update.IN_PROGRESS);
        assertThat(time.sleeps()).isEmpty();
    }

    @Test
    void versionThatLambdaPutToSleepIsWoken() {
        aws.answer(200, version("42", OLD, "Inactive"))
                .refuse(409, "SnapStartNotReadyException", "the snapshot is made anew")
                .answer(200, version("42", OLD, "Pending"))
                .answer(200, version("42", OLD, "Pending"))
                .answer(200, version("42", OLD, "Active"));

        assertThat(functions.ready("orders", "42").version()).isEqualTo("42");

        assertThat(aws.calls().get(1)).startsWith("POST").contains("/invocations?Qualifier=42");
        assertThat(aws.requests().get(1).body()).isEqualTo("{}");
        assertThat(aws.calls().stream().filter(call -> call.startsWith("POST"))).hasSize(1);
    }

    @Test
    void versionThatCannotBeInvokedIsNotReady() {
        aws.answer(200, version("42", OLD, "Deactivated")).answer(200, version("42", OLD, "Deactivated"));
        assertThatThrownBy(() -> functions.ready("orders", "42"))
                .isInstanceOf(VersionCheckException.class)
                .hasMessageContaining("state Deactivated");

        aws.answer(200, version("42", OLD, "Failed")).answer(200, version("42", OLD, "Failed"));
        assertThatThrownBy(() -> functions.ready("orders", "42")).isInstanceOf(VersionCheckException.class);
    }

    @Test
    void earlierFailedUpdateDoesNotKeepTheNextOneFromRepairingIt() {
        aws.answer(200, latest(OLD, "r1", "Failed"));

        assertThat(functions.latest("orders").codeSha256()).isEqualTo(OLD);
    }

    @Test
    void functionInStateFailedIsRefusedWithLambdasReason() {
        aws.answer(
                200,
                function(
                        "$LATEST",
                        OLD,
                        "r1",
                        "\"State\": \"Failed\", \"StateReason\": \"no such subnet\", \"StateReasonCode\":"
                                + " \"InvalidSubnet\""));

        assertThatThrownBy(() -> functions.latest("orders"))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("no such subnet (InvalidSubnet)");
    }

    @Test
    void idleFunctionIsSettled() {
        aws.answer(200, function("$LATEST", OLD, "r1", "\"State\": \"Inactive\""));

        assertThat(functions.latest("orders").version()).isEqualTo("$LATEST");
    }

    @Test
    void missingFunctionIsNamedWithItsRegionAndAccount() {
        aws.refuse(404, "ResourceNotFoundException", "Function not found: " + ARN);

        assertThatThrownBy(() -> functions.latest("orders"))
                .isInstanceOf(ProjectException.class)
                .hasMessage("there is no function 'orders' in region us-east-1 of account 123456789012");
    }

    @Test
    void containerImageIsRefused() {
        aws.answer(
                200,
                function("$LATEST", OLD, "r1", "\"State\": \"Active\"")
                        .replace("\"Zip\"", "\"Image\"")
                        .replace("\"Runtime\": \"python3.12\",", ""));

        assertThatThrownBy(() -> functions.latest("orders"))
                .isInstanceOf(ProjectException.class)
                .hasMessageContaining("container image");
    }

    @Test
    void otherLanguageIsRefused() {
        aws.answer(200, latest(OLD, "r1", "Successful").replace("python3.12", "Java"));

        assertThatThrownBy(() -> functions.latest("orders"))
                .isInstanceOf(ProjectException.class)
                .hasMessage("function 'orders' cannot be shipped: 'Java' is not the name of a Lambda runtime");
    }

    @Test
    void environmentIsInNoRecord() {
        assertThat(read().toString()).doesNotContain("pa55word").doesNotContain("PASSWORD");
    }

    @Test
    void codeIsUpdatedFromTheExactObjectAtTheRevisionThatWasRead() {
        FunctionVersion latest = read();
        aws.answer(200, latest(NEW, "r2", "InProgress"))
                .answer(200, latest(NEW, "r2", "InProgress"))
                .answer(200, latest(NEW, "r3", "Successful"));

        FunctionVersion updated = functions.updateCode(latest, CODE);

        assertThat(updated.revisionId()).isEqualTo("r3");
        assertThat(updated.codeSha256()).isEqualTo(NEW);
        assertThat(aws.requests().get(1).body())
                .contains("\"S3Bucket\":\"bucket\"", "\"S3Key\":\"app.zip\"", "\"S3ObjectVersion\":\"v7\"")
                .contains("\"RevisionId\":\"r1\"");
    }

    @Test
    void updateThatIsDoneByItsAnswerIsNotLookedAt() {
        FunctionVersion latest = read();
        aws.answer(200, latest(NEW, "r2", "Successful"));

        FunctionVersion updated = functions.updateCode(latest, CODE);

        assertThat(updated.codeSha256()).isEqualTo(NEW);
        assertThat(updated.behavesLike(latest)).isFalse();
        assertThat(updated.settings()).isEqualTo(latest.settings());
        assertThat(aws.requests()).hasSize(2);
    }

    @Test
    void versionOfAnUpdateOfThisRunIsPublishedWithoutAFurtherLook() {
        FunctionVersion latest = read();
        aws.answer(200, latest(NEW, "r2", "Successful")).answer(201, version("5", NEW, "Active"));

        FunctionVersion updated = functions.updateCode(latest, CODE);

        assertThat(functions.publishVersion(updated, "1.0").version()).isEqualTo("5");
        assertThat(aws.requests()).hasSize(3);
    }

    @Test
    void readFromBeforeTheUpdateIsNotTakenForIts() {
        FunctionVersion latest = read();
        aws.answer(200, latest(NEW, "r2", "InProgress"))
                .answer(200, latest(OLD, "r1", "Successful"))
                .answer(200, latest(NEW, "r3", "Successful"));

        assertThat(functions.updateCode(latest, CODE).codeSha256()).isEqualTo(NEW);
    }

    @Test
    void failedUpdateIsAFailureWithLambdasReason() {
        FunctionVersion latest = read();
        String failed = latest(
                OLD,
                "r3",
                "Failed\", \"LastUpdateStatusReasonCode\": \"KMSKeyAccessDenied\","
                        + " \"LastUpdateStatusReason\": \"the key is not ours");
        aws.answer(200, latest(NEW, "r2", "InProgress")).answer(200, failed);

        assertThatThrownBy(() -> functions.updateCode(latest, CODE))
                .isInstanceOfSatisfying(
                        AwsException.class, e -> assertThat(e.hint()).contains("old code is still live"))
                .hasMessageContaining("the key is not ours (KMSKeyAccessDenied)");
    }

    @Test
    void otherCodeThanOursAfterTheUpdateIsRefused() {
        FunctionVersion latest = read();
        aws.answer(200, latest(NEW, "r2", "InProgress")).answer(200, latest(OLD, "r3", "Successful"));

        assertThatThrownBy(() -> functions.updateCode(latest, CODE))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("other code");
    }

    @Test
    void conflictIsWaitedFor() {
        FunctionVersion latest = read();
        aws.refuse(409, "ResourceConflictException", "An update is in progress")
                .refuse(409, "ResourceConflictException", "An update is in progress")
                .answer(200, latest(NEW, "r2", "Successful"));

        assertThat(functions.updateCode(latest, CODE).codeSha256()).isEqualTo(NEW);
        assertThat(time.sleeps()).hasSize(2);
    }

    @Test
    void changeBySomebodyElseIsSaid() {
        FunctionVersion latest = read();
        aws.refuse(412, "PreconditionFailedException", "The Revision Id provided does not match")
                .answer(200, latest(OLD, "r9", "Successful"));

        assertThatThrownBy(() -> functions.updateCode(latest, CODE))
                .isInstanceOfSatisfying(
                        AwsException.class, e -> assertThat(e.hint()).contains("again"))
                .hasMessage("updating the code of function 'orders' failed: somebody else changed it meanwhile");
    }

    @Test
    void ourOwnChangeIsKnownAgainWhenItsAnswerWasLost() {
        FunctionVersion latest = read();
        aws.refuse(500, "ServiceException", "internal error")
                .refuse(412, "PreconditionFailedException", "The Revision Id provided does not match")
                .answer(200, latest(NEW, "r2", "InProgress"))
                .answer(200, latest(NEW, "r2", "Successful"));

        assertThat(functions.updateCode(latest, CODE).codeSha256()).isEqualTo(NEW);
    }

    @Test
    void ourOwnVersionIsKnownAgainWhenItsAnswerWasLost() {
        FunctionVersion latest = read();
        aws.answer(200, latest(OLD, "r1", "Successful"))
                .hangUp()
                .refuse(412, "PreconditionFailedException", "The Revision Id provided does not match")
                .answer(200, latest(OLD, "r2", "Successful"))
                .answer(201, version("5", OLD, "Active"));

        assertThat(functions.publishVersion(latest, "1.0").version()).isEqualTo("5");
        assertThat(aws.requests().get(5).body()).contains("\"RevisionId\":\"r2\"", OLD.base64());
    }

    @Test
    void versionOfWhatSomebodyElseChangedIsNotPublished() {
        FunctionVersion latest = read();
        aws.answer(200, latest(OLD, "r1", "Successful"))
                .refuse(412, "PreconditionFailedException", "The Revision Id provided does not match")
                .answer(200, latest(NEW, "r2", "Successful"));

        assertThatThrownBy(() -> functions.publishVersion(latest, "1.0")).isInstanceOf(OvertakenException.class);
        assertThat(aws.calls()).hasSize(4);
    }

    @Test
    void versionIsPublishedOfOurCodeOnlyAndAwaited() {
        FunctionVersion latest = read();
        aws.answer(200, latest(OLD, "r1", "Successful"))
                .answer(201, version("5", OLD, "Pending"))
                .answer(200, version("5", OLD, "Pending"))
                .answer(200, version("5", OLD, "Active"));

        FunctionVersion published = functions.publishVersion(latest, "feature/x");

        assertThat(published.version()).isEqualTo("5");
        assertThat(published.functionArn()).isEqualTo(ARN);
        assertThat(published.behavesLike(latest)).isTrue();
        assertThat(aws.requests().get(2).body())
                .contains(OLD.base64(), "\"RevisionId\":\"r1\"", "\"Description\":\"feature/x\"");
        assertThat(time.sleeps()).hasSize(2);
    }

    @Test
    void nothingIsPublishedAfterAFailedUpdate() {
        FunctionVersion latest = read();
        aws.answer(200, latest(OLD, "r1", "Failed"));

        assertThatThrownBy(() -> functions.publishVersion(latest, "1.0")).isInstanceOf(AwsException.class);
        assertThat(aws.calls()).containsExactly(CONFIGURATION, CONFIGURATION);
    }

    @Test
    void versionThatDoesNotStartFailsItsCheck() {
        FunctionVersion latest = read();
        aws.answer(200, latest(OLD, "r1", "Successful"))
                .answer(201, version("5", OLD, "Pending"))
                .answer(200, version("5", OLD, "Failed\", \"StateReason\": \"init crashed"));

        assertThatThrownBy(() -> functions.publishVersion(latest, "1.0"))
                .isInstanceOf(VersionCheckException.class)
                .hasMessageContaining("init crashed");
    }

    @Test
    void versionOfOtherCodeFailsItsCheck() {
        FunctionVersion latest = read();
        aws.answer(200, latest(OLD, "r1", "Successful")).answer(201, version("5", NEW, "Active"));

        assertThatThrownBy(() -> functions.publishVersion(latest, "1.0"))
                .isInstanceOf(VersionCheckException.class)
                .hasMessageContaining("other code");
    }

    private static final String ALIAS = "/2015-03-31/functions/orders/aliases/live";
    private static final String ALIAS_4 = "{\"Name\": \"live\", \"FunctionVersion\": \"4\", \"RevisionId\": \"a1\","
            + " \"RoutingConfig\": {\"AdditionalVersionWeights\": {\"5\": 0.1}}}";
    private static final String CONFIGURATION_PATH = "/2015-03-31/functions/orders/configuration?Qualifier=";

    @Test
    void aliasIsReadAtOnceWithItsVersion() {
        aws.answerTo(ALIAS, 200, ALIAS_4).answerTo(CONFIGURATION_PATH + "live", 200, version("4", OLD, "Active"));

        LiveAlias alias = aliases.alias("orders", "live").orElseThrow();

        assertThat(alias.target().version()).isEqualTo("4");
        assertThat(alias.weights()).isEqualTo(Map.of("5", 0.1));
        assertThat(alias.revisionId()).isEqualTo("a1");
        assertThat(aws.requests()).hasSize(2);
    }

    @Test
    void versionIsReadByItsNumberIfTheAliasWasMovedBetweenBothReads() {
        aws.answerTo(ALIAS, 200, ALIAS_4)
                .answerTo(CONFIGURATION_PATH + "live", 200, version("3", NEW, "Active"))
                .answerTo(CONFIGURATION_PATH + "4", 200, version("4", OLD, "Active"));

        LiveAlias alias = aliases.alias("orders", "live").orElseThrow();

        assertThat(alias.target().version()).isEqualTo("4");
        assertThat(alias.target().codeSha256()).isEqualTo(OLD);
    }

    @Test
    void movedAliasHasItsWeightsClearedAtItsRevision() {
        aws.answer(200, version("5", OLD, "Active")).answer(200, "{}");
        FunctionVersion target = LambdaAnswers.functionVersion(
                new FunctionStates(aws.clients(), time.patience(Duration.ZERO)).look("orders", "5"));

        aliases.point(AliasRoute.to("live", target, "1.0"), Optional.of(new LiveAlias(target, Map.of("4", 0.5), "a1")));

        assertThat(aws.requests().get(1).method()).isEqualTo("PUT");
        assertThat(aws.requests().get(1).body())
                .contains("\"FunctionVersion\":\"5\"", "\"RevisionId\":\"a1\"")
                .contains("\"RoutingConfig\":{\"AdditionalVersionWeights\":{}}");
    }

    @Test
    void limitOfTheAccountIsAskedForOnceByWhatIsLargerThanTheUsualOne() {
        aws.answer(200, "{\"AccountLimit\": {\"CodeSizeUnzipped\": 300000000}}");

        assertThat(functions.unzippedLimit(262_143_999)).isEqualTo(262_144_000);
        assertThat(functions.unzippedLimit(262_144_000)).isEqualTo(300_000_000);
        assertThat(functions.unzippedLimit(310_000_000)).isEqualTo(300_000_000);

        assertThat(aws.requests()).hasSize(1);
    }

    @Test
    void usualLimitIsTakenWhereTheAccountsIsNotTold() {
        aws.refuse(403, "AccessDeniedException", "not authorized to perform: lambda:GetAccountSettings");

        assertThat(functions.unzippedLimit(300_000_000)).isEqualTo(262_144_000);
    }

    @Test
    void usualLimitIsTakenWhereTheAccountHasNone() {
        aws.answer(200, "{\"AccountLimit\": {\"CodeSizeUnzipped\": 0}}");

        assertThat(functions.unzippedLimit(300_000_000)).isEqualTo(262_144_000);
    }

    @Test
    void limitThatCannotBeAskedForIsToldInWords() {
        aws.close();
        assertThatThrownBy(() -> functions.unzippedLimit(300_000_000))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("reading the account's limits");
    }

    @Test
    void missingRightIsNamedWithItsResource() {
        aws.refuse(
                403,
                "AccessDeniedException",
                "User: arn:aws:sts::123456789012:assumed-role/ci/build is not authorized to perform:"
                        + " lambda:GetFunctionConfiguration on resource: " + ARN
                        + " because no identity-based policy allows the lambda:GetFunctionConfiguration action");

        assertThatThrownBy(() -> functions.latest("orders"))
                .isInstanceOfSatisfying(
                        LambdaCiException.class,
                        e -> assertThat(e.hint()).startsWith("allow lambda:GetFunctionConfiguration on " + ARN))
                .hasMessage("reading function 'orders' failed: arn:aws:sts::123456789012:assumed-role/ci/build may not"
                        + " lambda:GetFunctionConfiguration on " + ARN);
    }

    @Test
    void layersAreReplacedByTheGivenOnes() {
        FunctionVersion latest = read();
        aws.answer(200, latest(OLD, "r2", "InProgress")).answer(200, latest(OLD, "r3", "Successful"));

        assertThat(functions.updateLayers(latest, List.of()).layers()).isEmpty();

        assertThat(aws.requests().get(1).body()).contains("\"Layers\":[]", "\"RevisionId\":\"r1\"");
    }
}
