package io.github.lambdaci.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.lambdaci.failure.ProjectException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;

/** Reads an event that a function is called with: JSON, or the {@code @} and name of a file with it. */
final class Payloads implements ITypeConverter<String> {
    @Override
    public String convert(String value) {
        boolean named = value.startsWith("@");
        String payload = named ? content(Path.of(value.substring(1))) : value;
        String what = named ? "the content of " + value.substring(1) : "'" + value + "'";
        // Not a constant: every run makes a converter, and few have an event.
        JsonMapper json = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
        try {
            if (json.readTree(payload).isMissingNode()) {
                throw new ProjectException(what + " is empty", "give a JSON value, as in '{}'");
            }
        } catch (JsonProcessingException e) {
            throw new ProjectException(
                    what + " is not JSON: " + e.getOriginalMessage(),
                    "a JSON value in quotes for the shell, as in '{\"ping\": true}', or @FILE");
        }
        return payload;
    }

    private static String content(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ProjectException(
                    file + " cannot be read" + (Files.exists(file) ? ": " + e.getMessage() : ": there is no such file"),
                    "@FILE is relative to the current folder");
        }
    }
}
