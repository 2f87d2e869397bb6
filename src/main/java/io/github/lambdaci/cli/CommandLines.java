package io.github.lambdaci.cli;

import io.github.lambdaci.build.CodeArtifactRepository;
import io.github.lambdaci.build.ImagePull;
import io.github.lambdaci.project.Inclusion;
import io.github.lambdaci.project.SourceVersion;
import io.github.lambdaci.runtime.LambdaRuntime;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Runs the command that a command line asks for. */
public final class CommandLines {
    private final CommandLine root;
    private final FailureHandler failures;

    /** Makes the commands. */
    public CommandLines(Launcher launcher, Surroundings surroundings) {
        EnvironmentVariables variables = new EnvironmentVariables(surroundings.environment());
        failures = new FailureHandler(launcher, surroundings, variables);
        root = new CommandLine(new LambdaCiCommand(launcher, surroundings))
                .addSubcommand(new SandboxCommand(launcher, surroundings))
                .setDefaultValueProvider(variables)
                .setExecutionExceptionHandler(failures)
                .setParameterExceptionHandler(failures)
                .registerConverter(LambdaRuntime.class, LambdaRuntime::of)
                .registerConverter(SourceVersion.class, SourceVersion::of)
                .registerConverter(Inclusion.class, Inclusion::of)
                .registerConverter(ShipRequest.Builder.class, new Choices<>(ShipRequest.Builder.values()))
                .registerConverter(ImagePull.class, new Choices<>(ImagePull.values()))
                .registerConverter(CodeArtifactRepository.class, CodeArtifactRepository::of)
                .registerConverter(OutputFormat.class, new Choices<>(OutputFormat.values()))
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setOverwrittenOptionsAllowed(true)
                .setOut(surroundings.out())
                .setErr(surroundings.err());
        showInGroups(root);
        root.getSubcommands().values().forEach(CommandLines::showInGroups);
    }

    /** lambda-ci's own version. */
    public static String version() {
        return Version.number();
    }

    /** Runs a command line, whatever happens, and returns the exit status. */
    @SuppressWarnings("CatchAndPrintStackTrace")
    public int run(String... arguments) {
        try {
            return root.execute(arguments);
        } catch (Error e) {
            // picocli lets pass what is no Exception, such as a class that cannot be loaded or memory that ran out.
            return failures.handle(e, List.of(arguments));
        }
    }

    private static void showInGroups(CommandLine command) {
        command.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, new GroupedOptions());
    }
}
