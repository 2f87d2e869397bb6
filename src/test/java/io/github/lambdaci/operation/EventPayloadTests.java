package io.github.lambdaci.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaci.account.InvocationRequest;
import io.github.lambdaci.failure.ProjectException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventPayloadTests {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "7",
                "-1.50e3",
                "\"text\"",
                "null",
                "true",
                "[1, 2]",
                " {\"a\": {\"b\": [\"Grüße 你好 😀\"]}}\n"
            })
    void jsonIsSentAsItWasWritten(String json) {
        assertThat(EventPayload.of(json, "it").text()).isEqualTo(json);
        assertThat(EventPayload.of(json.getBytes(StandardCharsets.UTF_8), "it").text())
                .isEqualTo(json);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n\t", "\uFEFF"})
    void nothingIsAnEmptyEvent(String nothing) {
        assertThat(EventPayload.of(nothing, "it")).isEqualTo(EventPayload.EMPTY);
    }

    @Test
    void byteOrderMarkIsNotSent() {
        assertThat(EventPayload.of("\uFEFF{}".getBytes(StandardCharsets.UTF_8), "it")
                        .text())
                .isEqualTo("{}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '\0',
            value = {
                "{\"a\": 1,} ~ line 1, column 9: Unexpected character ('}' (code 125)): was expecting double-quote to"
                        + " start field name",
                "{\"a\": 1 ~ line 1, column 8: Unexpected end-of-input: expected close marker for Object (start marker"
                        + " at line 1, column 1)",
                "{\"a\": 1} {} ~ line 1, column 10: there is more after its end",
                "[1] x ~ line 1, column 5: Unrecognized token 'x': was expecting (JSON String, Number, Array, Object or"
                        + " token 'null', 'true' or 'false')",
            })
    void whatIsWrongIsSaidWithItsPlace(String text, String problem) {
        assertThatThrownBy(() -> EventPayload.of(text, "event.json"))
                .isInstanceOf(ProjectException.class)
                .hasMessage("event.json is not JSON: " + problem);
    }

    @Test
    void quotesThatAShellTookAreMissed() {
        assertThatThrownBy(() -> EventPayload.of("{id: 1}", "the payload"))
                .isInstanceOfSatisfying(
                        ProjectException.class, e -> assertThat(e.hint()).contains("single quotes"));
        assertThatThrownBy(() -> EventPayload.of("{\"id\": x}", "the payload"))
                .isInstanceOfSatisfying(
                        ProjectException.class, e -> assertThat(e.hint()).doesNotContain("single quotes"));
    }

    @Test
    void otherEncodingsAreNotTakenForText() {
        assertThatThrownBy(() -> EventPayload.of("{\"a\": \"ü\"}".getBytes(StandardCharsets.ISO_8859_1), "event.json"))
                .isInstanceOf(ProjectException.class)
                .hasMessage("event.json is not text in UTF-8: byte 8 belongs to no character");
        assertThatThrownBy(() -> EventPayload.of("\uFEFF{}".getBytes(StandardCharsets.UTF_16LE), "event.json"))
                .isInstanceOfSatisfying(
                        ProjectException.class, e -> assertThat(e.hint()).contains("PowerShell"));
    }

    @Test
    void textThatBreaksOffInACharacterIsRefused() {
        byte[] cut = {'"', (byte) 0xc3};

        assertThatThrownBy(() -> EventPayload.of(cut, "it")).hasMessageContaining("byte 2 belongs to no character");
    }

    @Test
    void limitIsThatOfTheType() {
        EventPayload small = EventPayload.of("\"" + "ü".repeat(524_287) + "\"", "it");
        EventPayload large = EventPayload.of("\"" + "ü".repeat(524_287) + "x\"", "it");

        assertThat(small.within(InvocationRequest.Type.EVENT)).isEqualTo(small);
        assertThat(large.within(InvocationRequest.Type.REQUEST_RESPONSE)).isEqualTo(large);
        assertThatThrownBy(() -> large.within(InvocationRequest.Type.EVENT))
                .isInstanceOfSatisfying(
                        ProjectException.class, e -> assertThat(e.hint()).contains("--type request-response"))
                .hasMessage("the payload has 1,048,577 bytes, and Lambda takes 1,048,576 at most for the type event");
    }
}
