package io.github.lambdaci.cli;

import io.github.lambdaci.failure.ProjectException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;

/** Reads one of a few words. */
final class Choices<T extends Enum<T>> implements ITypeConverter<T> {
    private final T[] choices;

    Choices(T[] choices) {
        this.choices = choices;
    }

    @Override
    public T convert(String value) {
        return Arrays.stream(choices)
                .filter(choice -> word(choice).equals(value))
                .findFirst()
                .orElseThrow(() -> new ProjectException(
                        "'" + value + "' is none of the choices",
                        "one of " + Arrays.stream(choices).map(Choices::word).collect(Collectors.joining(", "))));
    }

    private static String word(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
