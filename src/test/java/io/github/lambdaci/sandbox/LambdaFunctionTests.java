package io.github.lambdaci.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.PreconditionFailedException;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.State;

final class LambdaFunctionTests extends SettlingFunctionFixture {
    @Test
    void newFunctionIsPendingAndRefusesEverythingUntilItIsActive() {
        sandbox.createFunction("fresh", "python3.12", "app.handler", ONE);

        assertThat(sandbox.lambda()
                        .getFunctionConfiguration(request -> request.functionName("fresh"))
                        .state())
                .isEqualTo(State.PENDING);
        assertThatThrownBy(() -> sandbox.lambda().publishVersion(request -> request.functionName("fresh")))
                .isInstanceOf(ResourceConflictException.class)
                .hasMessageContaining("currently in the following state: Pending");
        settle();
        assertThat(sandbox.lambda()
                        .getFunctionConfiguration(request -> request.functionName("fresh"))
                        .state())
                .isEqualTo(State.ACTIVE);
    }

    @Test
    void codeHashIsThatOfTheZip() throws Exception {
        assertThat(configuration().codeSha256()).isEqualTo(sha256(ONE));

        var dry = sandbox.lambda()
                .updateFunctionCode(
                        request -> request.functionName(FUNCTION).zipFile(TWO).dryRun(true));

        assertThat(dry.codeSha256()).isEqualTo(sha256(TWO));
        assertThat(configuration().codeSha256()).isEqualTo(sha256(ONE));
    }

    @Test
    void updateIsInProgressForAWhileAndRefusesOthers() throws Exception {
        updateCode(TWO);

        assertThat(configuration().lastUpdateStatus()).isEqualTo(LastUpdateStatus.IN_PROGRESS);
        String refusal = "The operation cannot be performed at this time. An update is in progress for resource:"
                + " arn:aws:lambda:us-east-1:123456789012:function:orders";
        assertThatThrownBy(() -> updateCode(ONE))
                .isInstanceOf(ResourceConflictException.class)
                .hasMessageContaining(refusal);
        assertThatThrownBy(this::publish).isInstanceOf(ResourceConflictException.class);
        assertThatThrownBy(() -> sandbox.lambda()
                        .updateFunctionConfiguration(
                                request -> request.functionName(FUNCTION).timeout(9)))
                .isInstanceOf(ResourceConflictException.class);
        settle();
        assertThat(configuration().lastUpdateStatus()).isEqualTo(LastUpdateStatus.SUCCESSFUL);
        assertThat(configuration().codeSha256()).isEqualTo(sha256(TWO));
    }

    @Test
    void failedUpdateLeavesTheOldCodeAndSaysWhy() throws Exception {
        failNext("update");
        updateCode(TWO);
        settle();

        FunctionConfiguration failed = configuration();
        assertThat(failed.lastUpdateStatus()).isEqualTo(LastUpdateStatus.FAILED);
        assertThat(failed.lastUpdateStatusReason()).isEqualTo("no room");
        assertThat(failed.lastUpdateStatusReasonCodeAsString()).isEqualTo("InsufficientRolePermissions");
        assertThat(failed.codeSha256()).isEqualTo(sha256(ONE));

        updateCode(TWO);
        settle();
        assertThat(configuration().lastUpdateStatus()).isEqualTo(LastUpdateStatus.SUCCESSFUL);
        assertThat(configuration().codeSha256()).isEqualTo(sha256(TWO));
        assertThat(configuration().lastUpdateStatusReason()).isNull();
    }

    @Test
    void revisionChangesWithChangesOnly() {
        String before = configuration().revisionId();
        assertThat(configuration().revisionId()).isEqualTo(before);

        updateCode(TWO);
        String during = configuration().revisionId();
        settle();
        String after = configuration().revisionId();

        assertThat(during).isNotEqualTo(before);
        assertThat(after).isNotEqualTo(during).isEqualTo(configuration().revisionId());
        assertThatThrownBy(() -> sandbox.lambda()
                        .updateFunctionCode(request ->
                                request.functionName(FUNCTION).zipFile(ONE).revisionId(before)))
                .isInstanceOf(PreconditionFailedException.class)
                .hasMessageContaining("The Revision Id provided does not match the latest Revision Id. Call the"
                        + " GetFunction/GetAlias API to retrieve the latest Revision Id");
        assertThatThrownBy(() -> sandbox.lambda()
                        .publishVersion(
                                request -> request.functionName(FUNCTION).revisionId(before)))
                .isInstanceOf(PreconditionFailedException.class);
        assertThat(sandbox.lambda()
                        .publishVersion(
                                request -> request.functionName(FUNCTION).revisionId(after))
                        .version())
                .isEqualTo("1");
    }

    @Test
    void codeComesFromTheBucketInTheNamedVersion() throws Exception {
        sandbox.server().provisionBucket("artifacts");
        String first = sandbox.s3()
                .putObject(
                        request -> request.bucket("artifacts").key("feature/x/app.zip"),
                        RequestBody.fromBytes(TWO.asByteArray()))
                .versionId();
        sandbox.s3()
                .putObject(
                        request -> request.bucket("artifacts").key("feature/x/app.zip"),
                        RequestBody.fromString("not a zip"));

        assertThatThrownBy(() -> sandbox.lambda()
                        .updateFunctionCode(request -> request.functionName(FUNCTION)
                                .s3Bucket("artifacts")
                                .s3Key("feature/x/app.zip")))
                .isInstanceOf(InvalidParameterValueException.class)
                .hasMessageContaining("Could not unzip uploaded file");
        sandbox.lambda()
                .updateFunctionCode(request -> request.functionName(FUNCTION)
                        .s3Bucket("artifacts")
                        .s3Key("feature/x/app.zip")
                        .s3ObjectVersion(first));

        assertThat(configuration().codeSha256()).isEqualTo(sha256(TWO));
    }

    @Test
    void missingCodeIsRefusedInS3sWords() {
        sandbox.server().provisionBucket("artifacts");

        assertThatThrownBy(() -> sandbox.lambda()
                        .updateFunctionCode(request -> request.functionName(FUNCTION)
                                .s3Bucket("artifacts")
                                .s3Key("missing")))
                .isInstanceOf(InvalidParameterValueException.class)
                .hasMessageContaining("Error occurred while GetObject. S3 Error Code: NoSuchKey.");
        assertThatThrownBy(() -> sandbox.lambda()
                        .updateFunctionCode(request -> request.functionName(FUNCTION)
                                .s3Bucket("nobodys")
                                .s3Key("missing")))
                .isInstanceOf(InvalidParameterValueException.class)
                .hasMessageContaining("S3 Error Code: NoSuchBucket.");
    }

    @Test
    void tooMuchCodeIsRefusedWithoutUnzipping() {
        assertThatThrownBy(() -> updateCode(SandboxFixture.zipThatClaims(262_144_000)))
                .isInstanceOf(InvalidParameterValueException.class)
                .hasMessageContaining("Unzipped size must be smaller than 262144000 bytes");

        String layer = sandbox.lambda()
                .publishLayerVersion(request -> request.layerName("large")
                        .content(content -> content.zipFile(SandboxFixture.zipThatClaims(200_000_000))))
                .layerVersionArn();
        sandbox.lambda()
                .updateFunctionConfiguration(
                        request -> request.functionName(FUNCTION).layers(layer));
        settle();
        assertThatThrownBy(() -> updateCode(SandboxFixture.zipThatClaims(100_000_000)))
                .isInstanceOf(InvalidParameterValueException.class)
                .hasMessageContaining("Function code combined with layers exceeds the maximum allowed size of 262144000"
                        + " bytes. The actual size is 300000000 bytes.");
    }

    @Test
    void missingFunctionsAreToldWithTheirArn() {
        assertThatThrownBy(() -> sandbox.lambda().getFunction(request -> request.functionName("nobody")))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("Function not found: arn:aws:lambda:us-east-1:123456789012:function:nobody");
        assertThatThrownBy(() -> sandbox.lambda()
                        .getFunction(request -> request.functionName(FUNCTION).qualifier("7")))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining(":function:orders:7");
    }

    @Test
    void downloadedCodeIsTheZip() {
        String location = sandbox.lambda()
                .getFunction(request -> request.functionName(FUNCTION))
                .code()
                .location();

        assertThat(sandbox.send("GET", java.net.URI.create(location).getPath(), new byte[0])
                        .body())
                .startsWith("PK")
                .contains("app.py");
    }

    @Test
    void accountHasLambdasLimits() {
        var limits = sandbox.lambda().getAccountSettings().accountLimit();

        assertThat(limits.codeSizeUnzipped()).isEqualTo(262_144_000);
        assertThat(limits.codeSizeZipped()).isEqualTo(52_428_800);
    }

    @Test
    void unsupportedOperationSaysSo() {
        assertThatThrownBy(() -> sandbox.lambda()
                        .createEventSourceMapping(request ->
                                request.functionName(FUNCTION).eventSourceArn("arn:aws:sqs:us-east-1:123456789012:q")))
                .isInstanceOfSatisfying(LambdaException.class, refused -> {
                    assertThat(refused.statusCode()).isEqualTo(501);
                    assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("NotImplemented");
                    assertThat(refused.getMessage()).contains("event-source-mappings");
                });
    }
}
