package io.github.lambdaci.cli;

import io.github.lambdaci.config.Place;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.ParseResult;

/** Where values of options come from: variables, unless a file has the option. */
final class Origins implements IDefaultValueProvider {
    private final EnvironmentVariables variables;
    private final Map<String, Place> file = new HashMap<>();

    Origins(EnvironmentVariables variables) {
        this.variables = variables;
    }

    /** These options are in a file and not on the command line. */
    void areInFile(Map<String, Place> places) {
        file.clear();
        file.putAll(places);
    }

    /** Of what is in a file, also a list that is empty is stronger than a variable. */
    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        return file.containsKey(EnvironmentVariables.name(argument)) ? null : variables.defaultValue(argument);
    }

    /** An option's name, a variable, or a place in a file. */
    String of(ArgSpec argument, ParseResult parsed) {
        String name = EnvironmentVariables.name(argument);
        if (file.containsKey(name)) {
            return String.valueOf(file.get(name));
        }
        Optional<String> variable =
                variables.variable(argument).filter(found -> !ConfigOptions.isIn(parsed.originalArgs(), name));
        return variable.map(found -> "environment variable " + found).orElse(name);
    }

    /** The variable that an option is taken from, if it is not on the command line. */
    Optional<String> variable(ArgSpec argument) {
        return variables.variable(argument);
    }
}
