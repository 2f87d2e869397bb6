package io.github.lambdaci.build;

import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.artifact.TreeEntry;
import io.github.lambdaci.project.BuildCommand;
import io.github.lambdaci.project.SourceTree;
import io.github.lambdaci.runtime.Architecture;
import io.github.lambdaci.runtime.LambdaRuntime;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Code to build with a command.
 *
 * @param command what is run
 * @param input the files of the project that it works on
 * @param runtime the runtime that the code is for
 * @param architecture the architecture that the code is for
 */
public record CommandBuild(
        BuildCommand command, List<TreeEntry> input, LambdaRuntime runtime, Architecture architecture) {
    /** The folder of the project in which the command leaves the finished package. */
    public static final String OUTPUT = "dist";

    /** 1980-02-01, as in every zip of lambda-ci. */
    private static final String SOURCE_DATE_EPOCH = "318211200";

    public static CommandBuild of(BuildCommand command, SourceTree sources, FunctionVersion function) {
        return new CommandBuild(command, sources.buildInput(OUTPUT), function.runtime(), function.architecture());
    }

    /**
     * The variables that tell the command what to build.
     *
     * @param project the folder that it is run in, ending with {@code /}
     */
    public Map<String, String> variables(String project) {
        return new TreeMap<>(Map.of(
                "ARTIFACTS_DIR",
                project + OUTPUT,
                "LAMBDA_RUNTIME",
                runtime.name(),
                "LAMBDA_ARCHITECTURE",
                architecture.lambdaName(),
                "GOOS",
                "linux",
                "GOARCH",
                architecture.dockerName(),
                "SOURCE_DATE_EPOCH",
                SOURCE_DATE_EPOCH));
    }

    /** Where a builder puts the finished package. */
    public Path packageIn(Path folder) {
        return folder.resolve(OUTPUT);
    }
}
