package io.github.lambdaci.cli;

import io.github.lambdaci.project.IgnorePatterns;
import io.github.lambdaci.project.Inclusion;
import io.github.lambdaci.project.ShippingRules;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** What belongs to the code. */
final class SourceOptions {
    @Option(
            names = "--exclude",
            paramLabel = "PATTERN",
            split = ",",
            description = "Files to leave out of the code, as in .gitignore; wins over .lambdaignore. Can be repeated. "
                    + "[LAMBDA_CI_EXCLUDE]")
    private List<String> excluded = List.of();

    @Option(
            names = "--include",
            paramLabel = "FROM[:TO]",
            split = ",",
            description = "Folder or file from elsewhere, relative to the current folder, to ship at TO in the code. "
                    + "Default for TO: FROM's name. Can be repeated. [LAMBDA_CI_INCLUDE]")
    private List<Inclusion> inclusions = List.of();

    @Option(
            names = "--allow-secret",
            paramLabel = "PATTERN",
            split = ",",
            description = "Files, as in .gitignore, that are shipped although they look like secrets. Can be repeated. "
                    + "[LAMBDA_CI_ALLOW_SECRET]")
    private List<String> allowedSecrets = List.of();

    /**
     * What the rules come to.
     *
     * @param written files that the run itself writes
     */
    ShippingRules toRules(Set<Path> written) {
        return new ShippingRules(
                IgnorePatterns.of(excluded, "--exclude"),
                IgnorePatterns.of(allowedSecrets, "--allow-secret"),
                List.copyOf(inclusions),
                written);
    }

    List<Path> includedPaths() {
        return inclusions.stream().map(Inclusion::from).toList();
    }
}
