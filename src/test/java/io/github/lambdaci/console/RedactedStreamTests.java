package io.github.lambdaci.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.config.Redaction;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class RedactedStreamTests {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Redaction redaction = new Redaction();
    private final PrintStream stream =
            new RedactedStream(new PrintStream(bytes, true, StandardCharsets.UTF_8), redaction::of);

    @Test
    void secretsAreHiddenFromWhenTheyAreKnown() {
        stream.println("token hush");
        redaction.add(List.of("hush"));
        stream.println("token hush, hushed");
        stream.print("s3://hush/key");
        stream.println();

        assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("token hush", "token ***, ***ed", "s3://***/key");
    }

    @Test
    void aSecretOfSeveralLinesIsHiddenLineByLine() {
        redaction.add(List.of("{\n  \"token\": \"hush\"\n}", " "));

        stream.println("  \"token\": \"hush\"");
        stream.println("{ }");

        assertThat(bytes.toString(StandardCharsets.UTF_8).lines()).containsExactly("***", "{ }");
    }
}
