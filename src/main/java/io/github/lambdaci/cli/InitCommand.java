package io.github.lambdaci.cli;

import io.github.lambdaci.config.ConfigFile;
import io.github.lambdaci.config.FirstFile;
import io.github.lambdaci.failure.LambdaCiException;
import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.failure.WorkspaceException;
import io.github.lambdaci.project.FunctionFolder;
import io.github.lambdaci.project.FunctionSearch;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code lambda-ci init}: writes a first configuration file. */
@Command(
        name = InitCommand.NAME,
        header = "Writes a first lambda-ci.yml from what is in the repository and in AWS.",
        description = {
            "Looks below the file's folder for code with a handler and for package descriptors, and asks AWS what the "
                    + "functions are called, if there are credentials that may. Writes the file and, beside it, its "
                    + "JSON Schema for editors. A file that is there is not touched."
        },
        footerHeading = "%nExample:%n",
        footer = {"  lambda-ci init --aws-profile-name work"},
        versionProvider = Version.class,
        abbreviateSynopsis = true,
        sortOptions = false)
final class InitCommand implements Callable<Integer> {
    static final String NAME = "init";
    private static final String SCHEMA = "lambda-ci.schema.json";

    private final Launcher launcher;
    private final Surroundings surroundings;
    private final FileArguments arguments;

    @Option(
            names = ConfigOptions.CONFIG,
            paramLabel = "FILE",
            defaultValue = "lambda-ci.yml",
            description = "File to write. Default: lambda-ci.yml.")
    private Path file = Path.of("lambda-ci.yml");

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Mixin
    private DiagnosisOptions diagnosis = new DiagnosisOptions();

    InitCommand(Launcher launcher, Surroundings surroundings, FileArguments arguments) {
        this.launcher = launcher;
        this.surroundings = surroundings;
        this.arguments = arguments;
    }

    @Override
    public Integer call() {
        if (Files.exists(file)) {
            throw new ProjectException(
                    file + " is there already, and nothing was written", "edit it, or name another file with --config");
        }
        Path folder = Objects.requireNonNull(file.toAbsolutePath().normalize().getParent());
        List<FirstFile.Found> found = named(FunctionSearch.in(folder), folder);
        if (found.isEmpty()) {
            throw new ProjectException(
                    "no function was found below " + folder + ", and nothing was written",
                    "a function is a folder with a file that defines 'handler' or 'lambda_handler'; start it where the"
                            + " repository begins");
        }
        tell("found " + found.size() + (found.size() == 1 ? " function: " : " functions: ")
                + String.join(", ", found.stream().map(FirstFile.Found::name).toList()));
        write(file, FirstFile.of(SCHEMA, found, namesInAws()));
        writeSchema(file.resolveSibling(SCHEMA));
        ConfigFile unused = arguments.read(file);
        surroundings.out().println(file);
        surroundings.out().flush();
        return ExitCode.DONE.number();
    }

    /** Each by a name of its own: that of its folder, or its path where folders have the same name. */
    private static List<FirstFile.Found> named(List<FunctionFolder> folders, Path root) {
        Set<String> taken = new HashSet<>();
        List<FirstFile.Found> found = new ArrayList<>();
        for (FunctionFolder folder : folders) {
            String name = SandboxNames.function(root.resolve(folder.code()));
            String path = folder.code().toString().replaceAll("[^a-zA-Z0-9-_]+", "-");
            found.add(new FirstFile.Found(
                    taken.add(name) ? name : path,
                    text(folder.code()),
                    text(folder.handler()),
                    folder.descriptor().map(InitCommand::text)));
        }
        return found;
    }

    private static String text(Path path) {
        String text = path.toString().replace(File.separatorChar, '/');
        return text.isEmpty() ? "." : text;
    }

    /** None where AWS cannot be asked: the file is useful all the same. */
    private List<String> namesInAws() {
        try (AccountSession session = launcher.open(target.toAccount(diagnosis))) {
            List<String> names = session.account().usage().functions();
            tell("compared with the names of functions in AWS, " + names.size() + " in all");
            return names;
        } catch (LambdaCiException e) {
            tell("names in AWS were not looked at: " + e.getMessage());
            return List.of();
        }
    }

    private void writeSchema(Path schema) {
        String text = launcher.texts().schema(arguments.vocabulary()) + "\n";
        try {
            Files.writeString(schema, text);
        } catch (IOException e) {
            throw WorkspaceException.of("writing " + schema, e);
        }
        tell("wrote " + schema + ", by which editors complete settings");
    }

    private void write(Path path, String text) {
        try {
            Files.writeString(path, text, StandardOpenOption.CREATE_NEW);
        } catch (IOException e) {
            throw WorkspaceException.of("writing " + path, e);
        }
        tell("wrote " + path);
    }

    private void tell(String line) {
        surroundings.err().println("init     " + line);
        surroundings.err().flush();
    }
}
