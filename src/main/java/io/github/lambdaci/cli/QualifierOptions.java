package io.github.lambdaci.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/** Which version of the function, if not the live one. */
final class QualifierOptions {
    @Option(
            names = "--qualifier",
            paramLabel = "VERSION|ALIAS",
            converter = Names.Qualifier.class,
            description = "A version's number, '$LATEST' or an alias. Default: the alias of --function-alias-name. "
                    + "[LAMBDA_CI_QUALIFIER]")
    private Optional<String> qualifier = Optional.empty();

    /** What was given, else the alias that takes the live traffic. */
    String or(String alias) {
        return qualifier.orElse(alias);
    }

    boolean isGiven() {
        return qualifier.isPresent();
    }
}
