package io.github.lambdaci.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.runtime.Architecture;
import io.github.lambdaci.runtime.LambdaRuntime;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BuildImagesTests {
    private static final String DIGEST = "sha256:0123456789012345678901234567890123456789012345678901234567890123";

    private static BuildImages images(String repository, String image) {
        return BuildImages.of(
                Optional.of(repository).filter(name -> !name.isEmpty()),
                Optional.of(image).filter(name -> !name.isEmpty()));
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', public.ecr.aws/sam/build-python3.13:latest-arm64",
        "'', 1.140.0, public.ecr.aws/sam/build-python3.13:1.140.0",
        "'', build-python3.9, public.ecr.aws/sam/build-python3.9:latest-arm64",
        "'', my/image, my/image",
        "'', image:tag, image:tag",
        "'', localhost:5000/image, localhost:5000/image",
        "lambci/lambda, '', lambci/lambda:build-python3.13",
        "lambci/lambda, build-python3.8, lambci/lambda:build-python3.8",
        "registry.example.com:5000/team/lambda, '', registry.example.com:5000/team/lambda:build-python3.13",
        "lambci/lambda, other/image:tag, other/image:tag",
        "lambci/lambda, " + DIGEST + ", lambci/lambda@" + DIGEST,
        "lambci/lambda, @" + DIGEST + ", lambci/lambda@" + DIGEST,
        "lambci/lambda, other@" + DIGEST + ", other@" + DIGEST,
        "'', other:tag@" + DIGEST + ", other:tag@" + DIGEST
    })
    void optionsMakeTheReference(String repository, String image, String reference) {
        assertThat(images(repository, image).reference(LambdaRuntime.of("python3.13"), Architecture.ARM64))
                .isEqualTo(reference);
    }

    @Test
    void theArchitectureIsInTheDefaultTag() {
        assertThat(images("", "").reference(LambdaRuntime.of("nodejs22.x"), Architecture.X86_64))
                .isEqualTo("public.ecr.aws/sam/build-nodejs22.x:latest-x86_64");
    }

    @ParameterizedTest
    @ValueSource(strings = {"with space/x", "Upper/case", "repo:tag", "-x", "a//b", "repo@" + DIGEST, "--privileged"})
    void aRepositoryMustBeOne(String repository) {
        assertThatExceptionOfType(ProjectException.class)
                .isThrownBy(() -> images(repository, ""))
                .withMessageContaining(repository);
    }

    @ParameterizedTest
    @ValueSource(strings = {"with space", "-tag", "a/b:", "repo@sha256:12", DIGEST, "$(id)"})
    void anImageMustBeOne(String image) {
        assertThatExceptionOfType(ProjectException.class)
                .isThrownBy(() -> images("", image))
                .withMessageContaining(image);
    }
}
