package io.github.lambdaci.cli;

import io.github.lambdaci.build.CodeArtifactRepository;
import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.permissions.Need;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** What a policy is for. */
final class NeedOptions {
    private static final Pattern CODE_DEPLOY = Pattern.compile("codedeploy:(?<application>[^/]+)/(?<group>.+)");

    @Option(
            names = "--command",
            paramLabel = "NAME",
            split = ",",
            defaultValue = "ship",
            converter = Commands.class,
            description =
                    "Commands that are to be allowed, with commas between them: ship, rollback, status, versions, "
                            + "plan, logs, invoke, prune, announce, promote-from (what is promoted is read there; where it is "
                            + "promoted to takes ship). Default: ship, which is lambda-ci without a command.")
    private List<Need> commands = List.of(Need.SHIP);

    @Option(
            names = "--shift",
            paramLabel = "HOW",
            description = "How releases move traffic, as lambda-ci --shift says it. [LAMBDA_CI_SHIFT]")
    private Optional<String> shift = Optional.empty();

    @Option(
            names = "--alarm",
            paramLabel = "NAME",
            split = ",",
            description = "Alarms that are watched while traffic moves. [LAMBDA_CI_ALARM]")
    private List<String> alarms = List.of();

    @Option(
            names = "--codeartifact",
            paramLabel = "REPOSITORY",
            description = "Repository that packages come from: [ACCOUNT/]DOMAIN/REPOSITORY. [LAMBDA_CI_CODEARTIFACT]")
    private Optional<CodeArtifactRepository> codeArtifact = Optional.empty();

    Set<Need> needs() {
        Set<Need> needs = EnumSet.copyOf(commands);
        if (codeDeploy().isPresent()) {
            needs.add(Need.CODEDEPLOY);
        } else if (!alarms.isEmpty()
                || shift.filter(how -> !how.equals("all-at-once")).isPresent()) {
            needs.add(Need.WATCH);
        }
        codeArtifact.ifPresent(repository -> needs.add(Need.CODEARTIFACT));
        return needs;
    }

    /** For the places in resources. */
    void addNames(Map<String, String> names) {
        codeDeploy().ifPresent(found -> {
            names.put("application", found.group("application"));
            names.put("group", found.group("group"));
        });
        codeArtifact.ifPresent(repository -> {
            names.put("owner", repository.owner().orElse(names.getOrDefault("account", "*")));
            names.put("domain", repository.domain());
            names.put("repository", repository.name());
        });
    }

    private Optional<Matcher> codeDeploy() {
        return shift.map(CODE_DEPLOY::matcher).filter(Matcher::matches);
    }

    /** Reads the name of a command. */
    static final class Commands implements ITypeConverter<Need> {
        @Override
        public Need convert(String value) {
            return Arrays.stream(Need.values())
                    .filter(need -> need.isCommand() && need.word().equals(value))
                    .findFirst()
                    .orElseThrow(() -> new ProjectException(
                            "'" + value + "' is no command",
                            "one or more of "
                                    + Arrays.stream(Need.values())
                                            .filter(Need::isCommand)
                                            .map(Need::word)
                                            .collect(Collectors.joining(", "))));
        }
    }
}
