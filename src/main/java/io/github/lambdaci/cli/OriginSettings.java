package io.github.lambdaci.cli;

import io.github.lambdaci.config.ConfigFile;
import io.github.lambdaci.config.Settings;
import io.github.lambdaci.failure.ProjectException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;

/** What a configuration file says of the place that a function is promoted from. */
final class OriginSettings {
    private static final String REGION = OriginOptions.PREFIX + "aws-region";

    private OriginSettings() {}

    /** The environment that a command changes or reads, if one was chosen. */
    static Optional<String> environment(CommandLine command) {
        if (command.getCommand() instanceof PromoteCommand promote) {
            promote.environments().requireBothOrNone();
            return promote.environments().to();
        }
        return ConfigOptions.given(command.getCommandSpec(), ConfigOptions.ENVIRONMENT);
    }

    /**
     * What counts for a function where it is promoted from; nothing for a command that promotes nothing.
     *
     * @param words the command line
     */
    static Optional<Settings> of(CommandLine command, List<String> words, ConfigFile file, String function) {
        if (!(command.getCommand() instanceof PromoteCommand promote)) {
            return Optional.empty();
        }
        Optional<String> environment = promote.environments().from();
        Settings settings = file.settings(function, environment);
        if (settings.regions().size() > 1 && !ConfigOptions.isIn(words, REGION)) {
            throw new ProjectException(
                    "environment '" + environment.orElse("") + "' has "
                            + settings.regions().size() + " regions, and what is promoted is live in one",
                    "choose it: " + REGION + " " + String.join("|", settings.regions()));
        }
        return Optional.of(settings);
    }
}
