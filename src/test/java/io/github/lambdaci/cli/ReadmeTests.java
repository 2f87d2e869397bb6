package io.github.lambdaci.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The tables of options in the README and in the page of all commands are made from them; {@code -Dgolden.update} writes them. */
class ReadmeTests {
    private static final Path README = Path.of("README.md");
    private static final Pattern TABLE = Pattern.compile("(?s)(?<=<!-- options -->\n).*?(?=<!-- end of options -->)");
    private static final Pattern DESCRIPTION = Pattern.compile("(.*?)(?: \\[([A-Z0-9_, ]+)\\])?");

    @Test
    void tableOfOptionsIsUpToDate() throws IOException {
        String readme = Files.readString(README);
        if (System.getProperty("golden.update") != null) {
            readme = TABLE.matcher(readme).replaceFirst(Matcher.quoteReplacement(table()));
            Files.writeString(README, readme);
        }
        Matcher found = TABLE.matcher(readme);
        assertThat(found.find())
                .as("README.md has the comments around the table")
                .isTrue();
        assertThat(found.group()).isEqualTo(table());
    }

    @Test
    void pageOfCommandsIsUpToDate() throws IOException {
        Path page = Path.of("docs/commands.md");
        if (System.getProperty("golden.update") != null) {
            Files.writeString(page, commands());
        }
        assertThat(Files.readString(page)).isEqualTo(commands());
    }

    private static String commands() {
        CommandRun run = new CommandRun();
        return CommandLines.of(run.launcher, run.surroundings()).stream()
                .skip(1)
                .map(ReadmeTests::section)
                .collect(Collectors.joining(
                        "\n",
                        "# Commands\n\n`lambda-ci` alone ships a function; its options are in the [README](../README.md#options). The other"
                                + " commands:\n\n",
                        ""));
    }

    private static String section(CommandLine command) {
        UsageMessageSpec usage = command.getCommandSpec().usageMessage();
        return "## lambda-ci " + command.getCommandName() + "\n\n" + String.join(" ", usage.header()) + "\n\n"
                + table(command);
    }

    private static String table() {
        CommandRun run = new CommandRun();
        return table(CommandLines.of(run.launcher, run.surroundings()).get(0));
    }

    private static String table(CommandLine command) {
        return command.getCommandSpec().options().stream()
                .filter(option -> !option.longestName().equals("--help"))
                .map(ReadmeTests::row)
                .collect(Collectors.joining("\n", "| option | what it is | variable |\n|---|---|---|\n", "\n"));
    }

    private static String row(OptionSpec option) {
        boolean optional = option.arity().min() == 0;
        String label = "=" + option.paramLabel();
        String value = option.arity().max() == 0 ? "" : optional ? "[" + label + "]" : label;
        Matcher description = DESCRIPTION.matcher(String.join(" ", option.description()));
        if (!description.matches()) {
            throw new IllegalStateException(option.longestName() + " has no description");
        }
        String variables = description.group(2) == null
                ? ""
                : Arrays.stream(description.group(2).split(", "))
                        .map(name -> "`" + name + "`")
                        .collect(Collectors.joining(", "));
        return "| `" + option.longestName() + value.replace("|", "\\|") + "` | "
                + description.group(1).replace("|", "\\|") + " | " + variables + " |";
    }
}
