package io.github.lambdaci.cli;

import io.github.lambdaci.account.InvocationRequest;
import io.github.lambdaci.account.RoleArn;
import io.github.lambdaci.build.CodeArtifactRepository;
import io.github.lambdaci.build.ImagePull;
import io.github.lambdaci.notification.EventBus;
import io.github.lambdaci.notification.TopicArn;
import io.github.lambdaci.notification.WebhookAddress;
import io.github.lambdaci.project.Inclusion;
import io.github.lambdaci.project.SourceVersion;
import io.github.lambdaci.runtime.LambdaRuntime;
import io.github.lambdaci.traffic.Expectation;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Runs the command that a command line asks for. */
public final class CommandLines {
    private static final Set<String> NOT_ABOUT_AWS = Set.of("--version", "-V", "-h", "config", "policy", "sandbox");

    private final Launcher launcher;
    private final Surroundings surroundings;
    private final EnvironmentVariables variables;
    private final Origins origins;
    private final FailureHandler failures;

    /** Takes what the commands work with. */
    public CommandLines(Launcher launcher, Surroundings surroundings) {
        this.launcher = launcher;
        this.surroundings = surroundings;
        variables = new EnvironmentVariables(surroundings.environment());
        origins = new Origins(variables);
        failures = new FailureHandler(launcher, surroundings, origins);
    }

    /** The commands besides the one that ships. */
    private Map<String, Supplier<Object>> commands() {
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("status", () -> new StatusCommand(launcher, surroundings));
        commands.put("versions", () -> new VersionsCommand(launcher, surroundings));
        commands.put("plan", () -> new PlanCommand(launcher, surroundings));
        commands.put(MatrixCommand.NAME, () -> new MatrixCommand(surroundings));
        commands.put(PromoteCommand.NAME, () -> new PromoteCommand(launcher, surroundings));
        commands.put(RollbackCommand.NAME, () -> new RollbackCommand(launcher, surroundings));
        commands.put(AnnounceCommand.NAME, () -> new AnnounceCommand(launcher, surroundings));
        commands.put("logs", () -> new LogsCommand(launcher, surroundings));
        commands.put("invoke", () -> new InvokeCommand(launcher, surroundings));
        commands.put("prune", () -> new PruneCommand(launcher, surroundings));
        commands.put(ConfigCommand.NAME, () -> new ConfigCommand(launcher, surroundings, fileArguments()));
        commands.put(InitCommand.NAME, () -> new InitCommand(launcher, surroundings, fileArguments()));
        commands.put("policy", () -> new PolicyCommand(launcher, surroundings));
        commands.put("sandbox", () -> new SandboxCommand(launcher, surroundings));
        return commands;
    }

    /** Everything: the commands and their options. */
    private CommandLine all() {
        return whole(name -> true);
    }

    /** What a command line needs, as each command and each option takes time to be looked at. */
    private CommandLine neededBy(List<String> words) {
        LambdaCiCommand command = new LambdaCiCommand(launcher, surroundings);
        CommandLine usual = root(command, command.usualOptions(), words::contains);
        return isEnough(usual, words) ? usual : whole(words::contains);
    }

    /** The commands that are wanted, with all of their options. */
    private CommandLine whole(Predicate<String> wanted) {
        LambdaCiCommand command = new LambdaCiCommand(launcher, surroundings);
        return root(command, command.options(), wanted);
    }

    private boolean isEnough(CommandLine usual, List<String> words) {
        if (!words.isEmpty() && usual.getSubcommands().containsKey(words.get(0))) {
            return true;
        }
        Set<String> known = usual.getCommandSpec().optionsMap().keySet();
        return known.containsAll(variables.given())
                && words.stream()
                        .filter(word -> word.startsWith("-"))
                        .allMatch(word -> known.contains(word.split("=", 2)[0]));
    }

    /** The command that ships with some of its options, and those of the other commands that are wanted. */
    private CommandLine root(LambdaCiCommand command, List<Object> options, Predicate<String> wanted) {
        CommandLine root = new CommandLine(command);
        options.forEach(group -> root.addMixin(group.getClass().getSimpleName(), group));
        commands().forEach((name, other) -> {
            if (wanted.test(name)) {
                root.addSubcommand(name, other.get());
            }
        });
        root.setExecutionStrategy(CommandLines::runLast)
                .setDefaultValueProvider(origins)
                .setExecutionExceptionHandler(failures)
                .setParameterExceptionHandler(failures)
                .registerConverter(LambdaRuntime.class, LambdaRuntime::of)
                .registerConverter(SourceVersion.class, SourceVersion::of)
                .registerConverter(Inclusion.class, Inclusion::of)
                .registerConverter(RoleArn.class, RoleArn::of)
                .registerConverter(ShipRequest.Builder.class, new Choices<>(ShipRequest.Builder.values()))
                .registerConverter(ImagePull.class, new Choices<>(ImagePull.values()))
                .registerConverter(CodeArtifactRepository.class, CodeArtifactRepository::of)
                .registerConverter(WebhookAddress.class, WebhookAddress::of)
                .registerConverter(TopicArn.class, TopicArn::of)
                .registerConverter(EventBus.class, EventBus::of)
                .registerConverter(PointInTime.class, new PointInTime.Converter(ZoneId::systemDefault))
                .registerConverter(InvocationRequest.Type.class, new Choices<>(InvocationRequest.Type.values()))
                .registerConverter(Expectation.class, Expectation::of)
                .registerConverter(MatrixOptions.Service.class, new Choices<>(MatrixOptions.Service.values()))
                .registerConverter(OutputFormat.class, new Choices<>(OutputFormat.values()))
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setOverwrittenOptionsAllowed(true)
                // A value such as @event.json is the option's, not a file with further arguments.
                .setExpandAtFiles(false)
                .setOut(surroundings.out())
                .setErr(surroundings.err());
        showInGroups(root);
        root.getSubcommands().values().forEach(CommandLines::showInGroups);
        return root;
    }

    /** The command that ships, and then every other one. */
    static List<CommandLine> of(Launcher launcher, Surroundings surroundings) {
        CommandLine root = new CommandLines(launcher, surroundings).all();
        List<CommandLine> all = new ArrayList<>(List.of(root));
        all.addAll(root.getSubcommands().values());
        return all;
    }

    /** Whether a command line may ask for something that takes calls of AWS. */
    public static boolean mayNeedAws(String... arguments) {
        return arguments.length > 0
                && !NOT_ABOUT_AWS.contains(arguments[0])
                && Stream.of(arguments)
                        .noneMatch(argument -> argument.equals("--help") || argument.startsWith("--sandbox"));
    }

    /** lambda-ci's own version. */
    public static String version() {
        return Version.number();
    }

    /** Runs a command line, whatever happens, and returns the exit status. */
    public int run(String... arguments) {
        List<String> words = List.of(arguments);
        if (words.contains(DiagnosisOptions.HELP)) {
            return execute(all(), words);
        }
        if (!ConfigOptions.areIn(words)) {
            return runAll(words);
        }
        try {
            List<FileArguments.Part> parts = fileArguments().parts(words);
            return parts.size() > 1 || isForAnyNumber(parts.get(0), words)
                    ? runMany(parts, words)
                    : runAll(parts.get(0).line().words());
        } catch (ParameterException e) {
            return failures.handleParseException(e, arguments);
        } catch (RuntimeException | Error e) {
            return failures.handle(e, whole(words::contains), words);
        }
    }

    /** What is found out of many functions is found out of one in the same way. */
    private static boolean isForAnyNumber(FileArguments.Part part, List<String> words) {
        return !part.name().isEmpty() && words.get(0).equals(MatrixCommand.NAME);
    }

    private int runMany(List<FileArguments.Part> parts, List<String> words) {
        CommandLine asked = parsed(words);
        Path file = ConfigOptions.<Path>given(asked.getCommandSpec(), ConfigOptions.CONFIG)
                .orElseThrow();
        FleetCommand fleet = new FleetCommand(
                launcher,
                surroundings,
                (own, part) -> new CommandLines(own, surroundings).parsed(part).getCommand());
        OneOfMany command = asked.getCommand();
        return fleet.run(parts, command, file, command.task(launcher.texts(), parts));
    }

    private FileArguments fileArguments() {
        return new FileArguments(launcher, surroundings, origins, this::parsed);
    }

    private CommandLine parsed(FileArguments.Part part) {
        origins.areInFile(part.line().places());
        return parsed(part.line().words());
    }

    /** The command that words are for, with its options set. */
    private CommandLine parsed(List<String> words) {
        CommandLine root = whole(words::contains);
        root.parseArgs(words.toArray(new String[0]));
        return entered(root);
    }

    private int runAll(List<String> words) {
        CommandLine root = neededBy(words);
        // What is wrong is told by everything, as anything of it may be what was meant.
        root.setParameterExceptionHandler((failure, line) -> execute(all(), words));
        root.setExecutionStrategy(parsed -> {
            root.setParameterExceptionHandler(failures);
            return runLast(parsed);
        });
        return execute(root, words);
    }

    @SuppressWarnings("CatchAndPrintStackTrace")
    private int execute(CommandLine root, List<String> words) {
        try {
            return root.execute(words.toArray(new String[0]));
        } catch (Error e) {
            // picocli lets pass what is no Exception, such as a class that cannot be loaded or memory that ran out.
            return failures.handle(e, entered(root), words);
        }
    }

    /** The command that was begun last. */
    private static CommandLine entered(CommandLine root) {
        ParseResult parsed = root.getParseResult();
        while (parsed != null && parsed.hasSubcommand()) {
            parsed = parsed.subcommand();
        }
        return parsed == null ? root : parsed.commandSpec().commandLine();
    }

    /** An option before the name of a command would be one of the command that ships, and have no effect. */
    private static int runLast(ParseResult result) {
        if (result.hasSubcommand() && !result.matchedOptions().isEmpty()) {
            CommandLine command = result.subcommand().commandSpec().commandLine();
            String option = result.matchedOptions().get(0).longestName();
            throw new ParameterException(
                    command,
                    option + " stands before the command '" + command.getCommandName()
                            + "': put it after, as in lambda-ci " + command.getCommandName() + " " + option + " ...");
        }
        return new CommandLine.RunLast().execute(result);
    }

    private static void showInGroups(CommandLine command) {
        // The groups name the options of all commands, and are for help only.
        command.getHelpSectionMap()
                .put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, help -> new GroupedOptions().render(help));
    }
}
