package io.github.lambdaci.cli;

import io.github.lambdaci.config.Place;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.ParseResult;

/** Where values of options come from, in words. */
final class Origins {
    private final EnvironmentVariables variables;
    private final Map<String, Place> file = new HashMap<>();

    Origins(EnvironmentVariables variables) {
        this.variables = variables;
    }

    /** Options came from a file, of which the command line has none. */
    void areInFile(Map<String, Place> places) {
        file.clear();
        file.putAll(places);
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
