package io.github.lambdaci.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkersTests {
    private static final Markers MARKERS = new Markers(List.of("AKIA", "glpat-", "hooks.slack.com/services/"));

    @Test
    void eachMarkerIsFoundWhereverItIs() {
        for (String marker : List.of("AKIA", "glpat-", "hooks.slack.com/services/")) {
            for (int before = 0; before < 10; before++) {
                for (int after = 0; after < 3; after++) {
                    String text = " ".repeat(before) + marker + " ".repeat(after);
                    assertThat(isOneIn(text)).as(text).isTrue();
                    assertThat(isOneIn(text.replace(marker, marker.substring(1))))
                            .as("without its first letter")
                            .isFalse();
                    assertThat(isOneIn(text.replace(marker, marker.substring(0, marker.length() - 1))))
                            .as("without its last letter")
                            .isFalse();
                }
            }
        }
    }

    @Test
    void textWithNothingButLettersOfAMarkerHasNone() {
        assertThat(isOneIn("AKIBKIA KIA \u00c1KIA glpat glpa-t-")).isFalse();
        assertThat(isOneIn("")).isFalse();
    }

    @Test
    void whatIsBehindTheTextIsNotLookedAt() {
        byte[] buffer = "xxAKIA".getBytes(StandardCharsets.US_ASCII);
        assertThat(MARKERS.isOneIn(buffer, buffer.length - 1)).isFalse();
        assertThat(MARKERS.isOneIn(buffer, buffer.length)).isTrue();
    }

    private static boolean isOneIn(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return MARKERS.isOneIn(bytes, bytes.length);
    }
}
