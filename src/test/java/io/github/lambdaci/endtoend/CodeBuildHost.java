package io.github.lambdaci.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lambdaci.endtoend.Program.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Runs a buildspec as the CodeBuild user guide documents it: with version 0.2, all commands in one instance of the shell;
 * a command that fails ends its phase, whose {@code finally} is run all the same; after a failed build there is still
 * post_build, after any other failed phase there is nothing; exported variables are read at the end.
 */
final class CodeBuildHost {
    private static final List<String> PHASES = List.of("install", "pre_build", "build", "post_build");

    private final JsonNode buildspec;
    private final Path checkout;
    private final Path folder;

    CodeBuildHost(JsonNode buildspec, Path checkout) {
        this.buildspec = buildspec;
        this.checkout = checkout;
        this.folder = checkout.resolveSibling("codebuild");
    }

    /**
     * What a build came to.
     *
     * @param phases the phases that ran, each with 0 or the status of the command that failed
     * @param exported the exported variables that have a value
     * @param outcome what the commands wrote
     */
    record Build(Map<String, Integer> phases, Map<String, String> exported, Outcome outcome) {}

    /** Runs it with the variables of a project, which win over the buildspec's own. */
    Build run(Map<String, String> project) {
        Map<String, String> environment = new TreeMap<>(CiFile.QUICK_START);
        CiFile.members(buildspec.path("env").path("variables"))
                .forEach((name, value) -> environment.put(name, value.asText()));
        environment.put("CODEBUILD_BUILD_ID", "orders:0123");
        environment.put("CODEBUILD_INITIATOR", "codepipeline/orders");
        environment.put("CODEBUILD_RESOLVED_SOURCE_VERSION", "4f2c9ab01d3e5b6a7c8d9e0f1a2b3c4d5e6f7a8b");
        environment.put("CODEBUILD_SRC_DIR", checkout.toString());
        environment.putAll(project);
        Program shell = new Program(checkout, environment);
        Path script = CiFile.write(folder.resolve("build.sh"), script());
        Outcome outcome = shell.outcome(shell.startCommand(List.of("sh", script.toString())));
        Map<String, Integer> phases = new TreeMap<>();
        CiFile.variables(folder.resolve("phases"))
                .forEach((phase, status) -> phases.put(phase, Integer.valueOf(status)));
        Map<String, String> exported = CiFile.variables(folder.resolve("exported"));
        exported.values().removeIf(String::isEmpty);
        return new Build(phases, exported, outcome);
    }

    private String script() {
        StringBuilder script =
                new StringBuilder("CODEBUILD_BUILD_SUCCEEDING=1; export CODEBUILD_BUILD_SUCCEEDING\n_goes_on=1\n");
        PHASES.stream()
                .filter(phase -> buildspec.path("phases").has(phase))
                .forEach(phase -> script.append(phase(phase)));
        // Only what was exported to the environment can be exported from the build.
        script.append("env > '").append(folder).append("/environment'\n");
        CiFile.texts(buildspec.path("env").path("exported-variables"))
                .forEach(name -> script.append("printf '%s\\n' \"")
                        .append(name)
                        .append("=$(sed -n 's/^")
                        .append(name)
                        .append("=//p' '")
                        .append(folder)
                        .append("/environment')\" >> '")
                        .append(folder)
                        .append("/exported'\n"));
        return script.toString();
    }

    private String phase(String name) {
        JsonNode phase = buildspec.path("phases").path(name);
        String ends = name.endsWith("build") && !name.equals("pre_build") ? "" : "_goes_on=0; ";
        return "if [ $_goes_on = 1 ]; then\n_status=0\n"
                + commands(
                        name, "command", phase.path("commands"), "if [ $_status = 0 ]; then . '%s' || _status=$?; fi\n")
                + commands(name, "finally", phase.path("finally"), ". '%s'\n")
                + "echo \"" + name + "=$_status\" >> '" + folder + "/phases'\n"
                + "if [ $_status != 0 ]; then " + ends + "CODEBUILD_BUILD_SUCCEEDING=0; fi\nfi\n";
    }

    private String commands(String phase, String kind, JsonNode commands, String run) {
        List<String> texts = CiFile.texts(commands);
        return IntStream.range(0, texts.size())
                .mapToObj(i -> String.format(
                        run, CiFile.write(folder.resolve(phase + "-" + kind + "-" + i + ".sh"), texts.get(i) + "\n")))
                .collect(Collectors.joining());
    }
}
