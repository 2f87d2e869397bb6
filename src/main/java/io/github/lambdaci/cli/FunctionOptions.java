package io.github.lambdaci.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/** Which function, and which of its aliases. */
final class FunctionOptions {
    @Option(
            names = "--function-name",
            paramLabel = "NAME",
            converter = Names.Function.class,
            description = "Name of the function, which must exist. Required. [FUNCTION_NAME]")
    private Optional<String> function = Optional.empty();

    @Option(
            names = "--function-alias-name",
            paramLabel = "NAME",
            converter = Names.Alias.class,
            defaultValue = "latest",
            description = "Alias that takes the live traffic; created if it does not exist. Default: latest. "
                    + "[FUNCTION_ALIAS_NAME]")
    private String alias = "latest";

    /** The function's name. */
    String function() {
        return function.orElseThrow(() -> RequiredOptions.missing("--function-name"));
    }

    /** The function's name, if it was given. */
    Optional<String> given() {
        return function;
    }

    /** The alias's name. */
    String alias() {
        return alias;
    }
}
