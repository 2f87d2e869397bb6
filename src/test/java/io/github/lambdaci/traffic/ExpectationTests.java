package io.github.lambdaci.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaci.failure.ProjectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ExpectationTests {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|{\"a\": 1}",
                "{\"a\": 1}|{\"b\": 2, \"a\": 1}",
                "{\"a\": {\"b\": [1, {\"c\": 2}]}}|{\"a\": {\"b\": [1, {\"c\": 2}], \"d\": 4}}",
                "1|1.0",
                "{\"a\": 0.10}|{\"a\": 0.1}",
                "null|null",
                "\"ok\"|\"ok\"",
                "/^\\{\"status\":\\s*2\\d\\d/|{\"status\": 204}",
                "/is (not )?ok/|\"it is ok\"",
            })
    void answerThatIsAsExpectedIsTaken(String expected, String answer) {
        assertThat(Expectation.of(expected).isMetBy(answer)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\": 1}|{\"a\": \"1\"}",
                "{\"a\": 1}|{\"b\": 1}",
                "{\"a\": null}|{}",
                "{\"a\": {\"b\": 1}}|{\"a\": 1}",
                "[1]|[1, 2]",
                "[{\"a\": 1}]|[{\"a\": 1, \"b\": 2}]",
                "{}|[]",
                "1|2",
                "\"ok\"|ok",
                "\"ok\"|``",
                "/ready/|\"it is ok\"",
            })
    void otherAnswersAreNot(String expected, String answer) {
        assertThat(Expectation.of(expected).isMetBy(answer)).isFalse();
    }

    @Test
    void expressionsOfJsonSlashesAreTakenAsExpressions() {
        assertThat(Expectation.of("/a\\/b/").isMetBy("\"a/b\"")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ok", "", "{", "{} {}", "/(/"})
    void whatCannotBeReadIsRefused(String text) {
        assertThatThrownBy(() -> Expectation.of(text)).isInstanceOf(ProjectException.class);
    }
}
