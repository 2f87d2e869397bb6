package io.github.lambdaci.cli;

import io.github.lambdaci.failure.ProjectException;
import picocli.CommandLine.ITypeConverter;

/** Reads the number of a TCP port. */
final class Port implements ITypeConverter<Integer> {
    private static final int LAST = 65_535;

    @Override
    public Integer convert(String value) {
        if (!value.matches("\\d{1,5}") || Integer.parseInt(value) > LAST) {
            throw new ProjectException("'" + value + "' is not a port", "a number from 0 to " + LAST);
        }
        return Integer.valueOf(value);
    }
}
