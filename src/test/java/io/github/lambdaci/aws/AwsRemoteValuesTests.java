package io.github.lambdaci.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaci.failure.AwsException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AwsRemoteValuesTests {
    private static final Optional<String> HERE = Optional.empty();

    private final ScriptedAws aws = new ScriptedAws();
    private final AwsRemoteValues values = new AwsRemoteValues(aws.clients());

    @AfterEach
    void stop() {
        aws.close();
    }

    @Test
    void whatMayNotBeReadIsNotTakenForNothing() {
        aws.refuse(
                400,
                "AccessDeniedException",
                "User: arn:aws:iam::1:user/ci is not authorized to perform: "
                        + "ssm:GetParameter on resource: arn:aws:ssm:eu-west-1:1:parameter/bucket");

        assertThatThrownBy(() -> values.parameter("/bucket", Optional.of("eu-west-1")))
                .isInstanceOf(AwsException.class)
                .hasMessage("reading parameter '/bucket' failed: arn:aws:iam::1:user/ci may not ssm:GetParameter on"
                        + " arn:aws:ssm:eu-west-1:1:parameter/bucket");
        assertThat(aws.requests().get(0).headers().get("authorization")).contains("/eu-west-1/ssm/aws4_request");
    }

    @Test
    void aSecretThatCannotBeDecryptedIsNotTakenForNothing() {
        aws.refuse(400, "DecryptionFailure", "Secrets Manager can't decrypt the protected secret text");

        assertThatThrownBy(() -> values.secret("npm", HERE))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("reading secret 'npm' failed: Secrets Manager can't decrypt");
    }

    @Test
    void anotherMistakeIsNotTakenForAStackThatIsNotThere() {
        aws.refuseInXml(400, "ValidationError", "1 validation error detected: Value 'a b' at 'stackName' is no name");

        assertThatThrownBy(() -> values.outputs("a b", HERE))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("reading the outputs of stack 'a b' failed: 1 validation error");
    }

    @Test
    void anAnswerThatIsNoXmlIsAFailure() {
        aws.answer(200, "hello");

        assertThatThrownBy(() -> values.outputs("network", HERE))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("CloudFormation's answer cannot be read");
    }

    @Test
    void aSecretOfBytesIsNoText() {
        aws.answer(200, "{\"SecretBinary\": \"AAAA\"}");

        assertThat(values.secret("npm", HERE)).isEmpty();
    }
}
