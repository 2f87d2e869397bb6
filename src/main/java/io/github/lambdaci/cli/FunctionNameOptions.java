package io.github.lambdaci.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/** Which function, for commands that are about all of its aliases. */
final class FunctionNameOptions {
    @Option(
            names = "--function-name",
            paramLabel = "NAME",
            converter = Names.Function.class,
            description = "Name of the function. Required. [FUNCTION_NAME]")
    private Optional<String> function = Optional.empty();

    /** The function's name. */
    String function() {
        return function.orElseThrow(() -> RequiredOptions.missing("--function-name"));
    }
}
