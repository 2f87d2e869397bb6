package io.github.lambdaci.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.lambdaci.build.CodeArtifactRepository;
import io.github.lambdaci.build.PackageSource;
import io.github.lambdaci.failure.AwsException;
import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.runtime.Language;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CodeArtifactSourcesTests {
    private static final String TOKEN = "{\"authorizationToken\":\"t0ken\",\"expiration\":1.7e9}";

    private final ScriptedAws aws = new ScriptedAws();

    @AfterEach
    void close() {
        aws.close();
    }

    private PackageSource logIn(String repository, Language language) {
        return new CodeArtifactSources(aws.clients(), CodeArtifactRepository.of(repository))
                .logIn(language)
                .orElseThrow();
    }

    private void assertFails(String message, String hint) {
        assertThatExceptionOfType(AwsException.class)
                .isThrownBy(() -> logIn("team/packages", Language.PYTHON))
                .withMessageContaining(message)
                .satisfies(failure -> assertThat(failure.hint()).contains(hint))
                .satisfies(failure ->
                        assertThat(failure.getMessage() + failure.hint()).doesNotContain("t0ken"));
    }

    @ParameterizedTest
    @CsvSource({"PYTHON, pypi, https://host/pypi/packages/simple/", "NODEJS, npm, https://host/npm/packages/"})
    void anAddressAndATokenAreAskedFor(Language language, String format, URI address) {
        aws.answer(200, "{\"repositoryEndpoint\":\"https://host/" + format + "/packages/\"}")
                .answer(200, TOKEN);

        PackageSource source = logIn("team/packages", language);

        assertThat(source).isEqualTo(new PackageSource(address, "aws", "t0ken"));
        assertThat(source.toString()).doesNotContain("t0ken");
        assertThat(aws.calls())
                .containsExactly(
                        "GET /v1/repository/endpoint?domain=team&format=" + format + "&repository=packages",
                        "POST /v1/authorization-token?domain=team&duration=3600");
        assertThat(aws.requests())
                .allSatisfy(request -> assertThat(request.headers().get("authorization"))
                        .contains("/us-east-1/codeartifact/aws4_request"));
    }

    @Test
    void theAccountOfAnothersDomainIsNamed() {
        aws.answer(200, "{\"repositoryEndpoint\":\"https://host/\"}").answer(200, TOKEN);

        assertThat(logIn("123456789012/team/packages", Language.NODEJS).token()).isEqualTo("t0ken");

        assertThat(aws.calls()).allSatisfy(call -> assertThat(call).contains("domain-owner=123456789012"));
    }

    @Test
    void aRuntimeWithoutAPackageManagerIsRefusedBeforeAnythingIsAsked() {
        assertThatExceptionOfType(ProjectException.class)
                .isThrownBy(() -> logIn("team/packages", Language.OTHER))
                .satisfies(failure -> assertThat(failure.hint()).contains("--build-env"));
        assertThat(aws.requests()).isEmpty();
    }

    @Test
    void aRefusalNamesTheRightThatIsMissing() {
        aws.answer(200, "{\"repositoryEndpoint\":\"https://host/\"}")
                .answer(
                        403,
                        "{\"message\":\"User: arn:aws:iam::1:role/ci is not authorized to perform:"
                                + " sts:GetServiceBearerToken on resource: *\"}",
                        Map.of("x-amzn-errortype", "AccessDeniedException:"));

        assertFails("arn:aws:iam::1:role/ci may not sts:GetServiceBearerToken", "allow sts:GetServiceBearerToken on *");
    }

    @Test
    void aRefusalThatNamesNothingIsExplainedByWhatWasAsked() {
        aws.answer(403, "{\"message\":\"no\"}", Map.of("x-amzn-errortype", "AccessDeniedException"));

        assertFails(
                "may not codeartifact:GetRepositoryEndpoint",
                "allow codeartifact:GetRepositoryEndpoint on arn:aws:codeartifact:us-east-1:*:repository/team/packages");
    }

    @Test
    void aDomainThatIsNotThereSaysWhereItWasLookedFor() {
        aws.answer(404, "{\"message\":\"Domain not found.\"}", Map.of("x-amzn-errortype", "ResourceNotFoundException"));

        assertFails("Domain not found.", "--codeartifact");
    }

    @Test
    void anAnswerOfAnOverloadedServerIsWaitedOut() {
        aws.answer(503, "")
                .answer(200, "{\"repositoryEndpoint\":\"https://host/\"}")
                .answer(200, TOKEN);

        assertThat(logIn("team/packages", Language.PYTHON).token()).isEqualTo("t0ken");
        assertThat(aws.requests()).hasSize(3);
    }

    @Test
    void anAnswerThatIsNoneIsNotQuoted() {
        aws.answer(200, "{\"repositoryEndpoint\":\"https://host/\"}").answer(200, "t0ken of something else");

        assertFails("the answer has no authorizationToken", "AWS_ENDPOINT_URL_CODEARTIFACT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"packages", "team/", "/packages", "TEAM/packages", "12345/team/packages", "a/b/c/d"})
    void whatIsNoRepositoryIsRefused(String text) {
        assertThatExceptionOfType(ProjectException.class)
                .isThrownBy(() -> CodeArtifactRepository.of(text))
                .satisfies(failure -> assertThat(failure.hint()).contains("ACCOUNT/DOMAIN/REPOSITORY"));
    }
}
