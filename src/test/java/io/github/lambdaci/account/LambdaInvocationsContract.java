package io.github.lambdaci.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.testing.Gap;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What invoking a function does. The function answers with its event, and fails if that is "fail". */
public abstract class LambdaInvocationsContract extends PortContract {
    private String function;
    private FunctionVersion version;

    @BeforeEach
    void createFunction() {
        needs(Gap.INVOCATIONS);
        function = aws().createFunction(unique("function"));
        version = aws().functions().publishVersion(aws().functions().latest(function), "1.0");
    }

    private Invocation invoke(String qualifier, InvocationRequest.Type type, String payload) {
        return aws().invocations().invoke(new InvocationRequest(function, qualifier, type, payload));
    }

    @Test
    void answerIsTheFunctions() {
        Invocation answer = invoke("1", InvocationRequest.Type.REQUEST_RESPONSE, "{\"n\": 1}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.executedVersion()).isEqualTo("1");
        assertThat(answer.functionError()).isEmpty();
        assertThat(answer.payload()).isEqualTo("{\"n\": 1}");
        assertThat(answer.logTail().orElseThrow()).contains("END");
    }

    @Test
    void textOfAllLanguagesComesBack() {
        Invocation answer = invoke("1", InvocationRequest.Type.REQUEST_RESPONSE, "\"Grüße 你好 😀\"");

        // JSON allows both.
        assertThat(answer.payload()).isIn("\"Grüße 你好 😀\"", "\"Gr\\u00fc\\u00dfe \\u4f60\\u597d \\ud83d\\ude00\"");
    }

    @Test
    void aliasAndLatestAreInvokedToo() {
        aws().aliases().point(AliasRoute.to("live", version, ""), Optional.empty());

        assertThat(invoke("live", InvocationRequest.Type.REQUEST_RESPONSE, "1").executedVersion())
                .isEqualTo("1");
        assertThat(invoke("$LATEST", InvocationRequest.Type.REQUEST_RESPONSE, "1")
                        .executedVersion())
                .isEqualTo("$LATEST");
    }

    @Test
    void failureOfTheFunctionIsAResult() {
        Invocation answer = invoke("1", InvocationRequest.Type.REQUEST_RESPONSE, "\"fail\"");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.functionError()).hasValue("Unhandled");
        assertThat(answer.payload()).contains("\"errorMessage\"", "told to", "ValueError");
    }

    @Test
    void eventIsOnlyQueued() {
        Invocation answer = invoke("1", InvocationRequest.Type.EVENT, "\"fail\"");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.functionError()).isEmpty();
        assertThat(answer.payload()).isEmpty();
        assertThat(answer.logTail()).isEmpty();
    }

    @Test
    void dryRunRunsNothing() {
        Invocation answer = invoke("1", InvocationRequest.Type.DRY_RUN, "\"fail\"");

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.functionError()).isEmpty();
        assertThat(answer.payload()).isEmpty();
    }

    @Test
    void missingVersionAliasOrFunctionIsNamed() {
        assertThatThrownBy(() -> invoke("9", InvocationRequest.Type.REQUEST_RESPONSE, "1"))
                .isInstanceOf(ProjectException.class)
                .hasMessageContaining("there is no function '" + function + "' with the version 9");
        assertThatThrownBy(() -> invoke("live", InvocationRequest.Type.EVENT, "1"))
                .isInstanceOf(ProjectException.class)
                .hasMessageContaining("with the alias live");
        assertThatThrownBy(() -> aws().invocations()
                        .invoke(new InvocationRequest(
                                "missing", "$LATEST", InvocationRequest.Type.REQUEST_RESPONSE, "1")))
                .isInstanceOf(ProjectException.class)
                .hasMessageContaining("there is no function 'missing'");
    }
}
