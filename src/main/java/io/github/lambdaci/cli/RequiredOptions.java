package io.github.lambdaci.cli;

import io.github.lambdaci.failure.ProjectException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Says which options are missing, and where else they can come from. */
final class RequiredOptions {
    private RequiredOptions() {}

    static ProjectException missing(String option) {
        return missing(List.of(option), "");
    }

    /** With a further hint, empty for none. */
    static ProjectException missing(List<String> options, String hint) {
        boolean one = options.size() == 1;
        return new ProjectException(
                String.join(" and ", options) + (one ? " is missing" : " are missing"),
                "give " + (one ? "it" : "them") + " as an option or set "
                        + options.stream().map(RequiredOptions::variable).collect(Collectors.joining(" and ")) + hint);
    }

    /** An option that cannot be for many functions. */
    static ProjectException forOne(String option) {
        return new ProjectException(
                option + " is for one function, and this run is for several",
                "choose one with --function, or leave it out: --output json tells of all of them");
    }

    private static String variable(String option) {
        return option.substring(2).replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
