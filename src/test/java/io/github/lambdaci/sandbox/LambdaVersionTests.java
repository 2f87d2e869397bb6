package io.github.lambdaci.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.State;

final class LambdaVersionTests extends SettlingFunctionFixture {
    @Test
    void publishingTheSameAgainReturnsTheSameVersion() {
        assertThat(publish().version()).isEqualTo("1");
        assertThat(publish().version()).isEqualTo("1");

        updateCode(ONE);
        settle();
        assertThat(publish().version()).isEqualTo("1");

        updateCode(TWO);
        settle();
        assertThat(publish().version()).isEqualTo("2");
        updateCode(ONE);
        settle();
        assertThat(publish().version()).isEqualTo("3");
    }

    @Test
    void deletedVersionNumbersDoNotComeBack() {
        assertThat(publish().version()).isEqualTo("1");
        sandbox.lambda()
                .deleteFunction(request -> request.functionName(FUNCTION).qualifier("1"));

        assertThat(publish().version()).isEqualTo("2");
        assertThat(sandbox.lambda()
                        .listVersionsByFunction(request -> request.functionName(FUNCTION))
                        .versions())
                .extracting(FunctionConfiguration::version)
                .containsExactly("$LATEST", "2");
    }

    @Test
    void versionOfOtherCodeIsNotPublished() throws Exception {
        String other = sha256(TWO);

        assertThatThrownBy(() -> sandbox.lambda()
                        .publishVersion(
                                request -> request.functionName(FUNCTION).codeSha256(other)))
                .isInstanceOf(InvalidParameterValueException.class)
                .hasMessageContaining("is different from current CodeSHA256 in $LATEST");
    }

    @Test
    void versionIsPendingThenActiveOrFailed() {
        assertThat(publish().state()).isEqualTo(State.PENDING);
        settle();
        assertThat(sandbox.lambda()
                        .getFunction(request -> request.functionName(FUNCTION).qualifier("1"))
                        .configuration()
                        .state())
                .isEqualTo(State.ACTIVE);

        updateCode(TWO);
        settle();
        failNext("version");
        assertThat(publish().version()).isEqualTo("2");
        settle();
        FunctionConfiguration failed = sandbox.lambda()
                .getFunction(request -> request.functionName(FUNCTION).qualifier("2"))
                .configuration();
        assertThat(failed.state()).isEqualTo(State.FAILED);
        assertThat(failed.stateReason()).isEqualTo("no room");
    }

    @Test
    void versionKeepsItsConfigurationAndDescription() {
        sandbox.lambda()
                .publishVersion(request -> request.functionName(FUNCTION).description("from v1.2"));
        sandbox.lambda()
                .updateFunctionConfiguration(request -> request.functionName(FUNCTION)
                        .memorySize(512)
                        .environment(environment -> environment.variables(Map.of("A", "b"))));
        settle();

        FunctionConfiguration version = sandbox.lambda()
                .getFunction(request -> request.functionName(FUNCTION).qualifier("1"))
                .configuration();
        assertThat(version.memorySize()).isEqualTo(128);
        assertThat(version.description()).isEqualTo("from v1.2");
        assertThat(version.functionArn()).endsWith(":function:orders:1");
        assertThat(configuration().memorySize()).isEqualTo(512);
        assertThat(configuration().environment().variables()).containsEntry("A", "b");
        assertThat(configuration().description()).isEmpty();
    }

    @Test
    void versionsAreListedInPages() {
        for (SdkBytes zip : new SdkBytes[] {TWO, ONE, TWO}) {
            updateCode(zip);
            settle();
            publish();
        }

        var pages = sandbox.lambda()
                .listVersionsByFunctionPaginator(
                        request -> request.functionName(FUNCTION).maxItems(3));

        assertThat(pages.stream()).hasSize(2);
        assertThat(pages.versions())
                .extracting(FunctionConfiguration::version)
                .containsExactly("$LATEST", "1", "2", "3");
        assertThat(pages.versions())
                .allSatisfy(version -> assertThat(version.codeSize()).isPositive())
                .allSatisfy(version -> assertThat(version.lastModified()).startsWith("2026-11-01T12:0"));
    }

    @Test
    void descriptionHasALimit() {
        assertThatThrownBy(() -> sandbox.lambda()
                        .publishVersion(
                                request -> request.functionName(FUNCTION).description("x".repeat(257))))
                .isInstanceOfSatisfying(LambdaException.class, refused -> {
                    assertThat(refused.statusCode()).isEqualTo(400);
                    assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("ValidationException");
                });
    }
}
