package io.github.lambdaci.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/** Which of many functions changed. */
final class ChangeOptions {
    @Option(
            names = "--changed-since",
            paramLabel = "REF",
            description = "Only functions whose code, included folders or dependencies differ, by git, from where the "
                    + "history left this branch, tag or commit. [LAMBDA_CI_CHANGED_SINCE]")
    private Optional<String> since = Optional.empty();

    Optional<String> since() {
        return since;
    }
}
