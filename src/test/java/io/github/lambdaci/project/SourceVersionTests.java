package io.github.lambdaci.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaci.failure.ProjectException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceVersionTests {
    @ParameterizedTest
    @ValueSource(strings = {"1.4.0", "feature/x", "v1+build", "größer", "a%b", "user@host", "5f2c-dirty", "it's"})
    void takesWhatAGitRefCanHold(String value) {
        assertThat(SourceVersion.of(value).value()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "a b", "../up", "a..b", "/a", "a/", "a//b", "a~1", "a^", "a:b", "a?", "a*", "a\\b", "latest"
            })
    void refusesWhatItCannotHold(String value) {
        assertThatThrownBy(() -> SourceVersion.of(value)).isInstanceOf(ProjectException.class);
    }
}
