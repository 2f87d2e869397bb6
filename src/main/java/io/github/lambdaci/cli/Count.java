package io.github.lambdaci.cli;

import io.github.lambdaci.failure.ProjectException;
import picocli.CommandLine.ITypeConverter;

/** Reads how many of something, at least one. */
final class Count implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String value) {
        if (!value.matches("[1-9]\\d{0,5}")) {
            throw new ProjectException("'" + value + "' is not a count", "a number from 1 to 999999");
        }
        return Integer.valueOf(value);
    }
}
