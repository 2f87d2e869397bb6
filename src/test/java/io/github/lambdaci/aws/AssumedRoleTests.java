package io.github.lambdaci.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.lambdaci.account.RoleArn;
import io.github.lambdaci.artifact.ArtifactKey;
import io.github.lambdaci.failure.AwsException;
import io.github.lambdaci.testing.RecordingLog;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AssumedRoleTests {
    private static final String ROLE = "arn:aws:iam::123456789012:role/release";
    private static final String USER = "arn:aws:iam::123456789012:user/ci";

    private final ScriptedAws aws = new ScriptedAws();

    @AfterEach
    void stop() {
        System.clearProperty("aws.endpointUrl");
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
        aws.close();
    }

    @Test
    void everythingIsAskedWithTheCredentialsOfTheRole() {
        aws.answer(
                        200,
                        "<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>ROLEKEY</AccessKeyId>"
                                + "<SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken>"
                                + "<Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult>"
                                + "</AssumeRoleResponse>")
                .answer(200, "content")
                .answer(200, "content");

        read();

        assertThat(aws.calls()).containsExactly("POST /", "GET /bucket/key", "GET /bucket/key");
        assertThat(aws.requests().get(0).body())
                .contains(
                        "RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Frelease",
                        "RoleSessionName=lambda-ci-run-7");
        assertThat(aws.requests().get(0).headers().get("authorization")).contains("OWNKEY", "/eu-west-3/");
        assertThat(aws.requests().get(1).headers().get("authorization")).contains("ROLEKEY", "/eu-west-3/");
    }

    @Test
    void aRoleThatMayNotBeAssumedIsNamedWithWhoTried() {
        refuse("AccessDenied", "User: " + USER + " is not authorized to perform: sts:AssumeRole on resource: " + ROLE);

        AwsException refusal = catchThrowableOfType(AwsException.class, this::read);

        assertThat(refusal).hasMessage("assuming role " + ROLE + " failed: " + USER + " may not assume it");
        assertThat(refusal.hint()).contains("its trust policy allows " + USER, "sts:AssumeRole", "--aws-role-arn");
        assertThat(aws.calls()).hasSize(1);
    }

    @Test
    void whoTriedIsAskedWhereTheRefusalDoesNotSay() {
        refuse("AccessDenied", "Access denied");
        aws.answer(
                200,
                "<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>" + USER
                        + "</Arn></GetCallerIdentityResult></GetCallerIdentityResponse>");

        assertThat(catchThrowableOfType(AwsException.class, this::read))
                .hasMessage("assuming role " + ROLE + " failed: " + USER + " may not assume it");
    }

    @Test
    void credentialsThatExpiredAreToldAsSuch() {
        refuse("ExpiredToken", "The security token included in the request is expired");

        assertThat(catchThrowableOfType(AwsException.class, this::read))
                .hasMessage("assuming role " + ROLE + " failed: the AWS credentials have expired");
    }

    private void refuse(String code, String message) {
        aws.answer(
                403,
                "<ErrorResponse><Error><Code>" + code + "</Code><Message>" + message
                        + "</Message></Error></ErrorResponse>");
    }

    private void read() {
        System.setProperty("aws.endpointUrl", aws.endpoint().toString());
        System.setProperty("aws.accessKeyId", "OWNKEY");
        System.setProperty("aws.secretAccessKey", "s");
        AwsSettings settings = AwsSettings.of(Optional.empty(), Map.of(), "0-test")
                .acting(
                        Optional.of("eu-west-3"),
                        Optional.of(new AwsSettings.Role(RoleArn.of(ROLE), "lambda-ci-run-7")));
        try (AwsClients clients = new AwsClients(settings)) {
            S3ArtifactStore store = new S3ArtifactStore(clients, new RecordingLog());
            assertThat(store.read(new ArtifactKey("bucket", "key"))).isPresent();
            assertThat(store.read(new ArtifactKey("bucket", "key"))).isPresent();
        }
    }
}
