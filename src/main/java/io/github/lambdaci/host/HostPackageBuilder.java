package io.github.lambdaci.host;

import io.github.lambdaci.pipeline.BuildCache;
import io.github.lambdaci.pipeline.BuildEnvironment;
import io.github.lambdaci.pipeline.BuildOutput;
import io.github.lambdaci.pipeline.CaBundle;
import io.github.lambdaci.pipeline.InstallFailure;
import io.github.lambdaci.pipeline.PackageBuild;
import io.github.lambdaci.pipeline.PackageBuilder;
import io.github.lambdaci.pipeline.PipelineLog;
import io.github.lambdaci.project.Toolchain;
import io.github.lambdaci.runtime.Language;
import io.github.lambdaci.runtime.PackageManager.Place;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds packages with this machine's own package manager, told to install for Lambda's platform.
 *
 * <p>Nothing is compiled and no install script is run, since both would be for this machine.
 */
public final class HostPackageBuilder implements PackageBuilder {
    private static final String SCRIPT = "lambda-ci:";

    private final BuildEnvironment environment;
    private final Map<String, String> process;
    private final PipelineLog log;

    /**
     * A builder that needs no engine.
     *
     * @param process this process's environment, in which the package manager is looked for and run
     */
    public HostPackageBuilder(BuildEnvironment environment, Map<String, String> process, PipelineLog log) {
        this.environment = environment;
        this.process = Map.copyOf(process);
        this.log = log;
    }

    @Override
    public Toolchain toolchain(PackageBuild build) {
        return new Toolchain("host", "", build.command(Place.HOST));
    }

    @Override
    public void build(PackageBuild build, Path layer) {
        List<String> command = build.command(Place.HOST);
        Path program = new HostTools(process).program(command.get(0), build.runtime());
        try (HostWorkspace workspace = HostWorkspace.in(layer)) {
            Path folder = workspace.copyIn(build.descriptor());
            BuildEnvironment ready = environment.loggedIn(build.runtime().language());
            Map<String, String> variables = variables(build, folder, workspace, ready);
            BuildOutput output = new BuildOutput(ready, log);
            int status = HostProcess.run(runnable(command, program, workspace), folder, variables, output::line);
            if (status != 0) {
                throw output.failure(attempt(build, command), status);
            }
            Path packages = folder.resolve(build.descriptor().manager().produces());
            if (build.runtime().language() == Language.NODEJS) {
                InstallScripts.warnOf(packages, log);
            }
            workspace.moveOut(packages, build.packagesIn(layer));
        }
        if (build.runtime().language() == Language.PYTHON) {
            PythonTraces.remove(build.packagesIn(layer));
        }
        build.removeLeftovers(layer);
    }

    private static List<String> runnable(List<String> command, Path program, HostWorkspace workspace) {
        List<String> runnable = new ArrayList<>(List.of(program.toString()));
        for (String word : command.subList(1, command.size())) {
            runnable.add(
                    word.startsWith(SCRIPT)
                            ? workspace.script(word.substring(SCRIPT.length())).toString()
                            : word);
        }
        return runnable;
    }

    private Map<String, String> variables(
            PackageBuild build, Path folder, HostWorkspace workspace, BuildEnvironment ready) {
        Map<String, String> variables = new HashMap<>(process);
        // Both would keep pip from installing into a folder.
        variables.put("PIP_USER", "0");
        variables.put("PIP_REQUIRE_VIRTUALENV", "0");
        variables.put("PIP_PROGRESS_BAR", "off");
        variables.put("PIP_ROOT_USER_ACTION", "ignore");
        variables.putAll(build.settings(folder + "/"));
        if (!ready.caching()) {
            variables.putAll(BuildCache.in(workspace.path("cache").toString(), build));
            variables.putAll(BuildCache.none());
        }
        if (!ready.secrets().isEmpty()) {
            HostHome.make(workspace.path("home"), ready.secrets(), variables);
        }
        ready.caBundle().ifPresent(bundle -> {
            Path file = workspace.write("ca-bundle.pem", bundle.withPublicAuthorities());
            variables.putAll(CaBundle.variables(file.toString()));
        });
        variables.putAll(ready.variables());
        return variables;
    }

    private static InstallFailure.Attempt attempt(PackageBuild build, List<String> command) {
        return new InstallFailure.Attempt(
                build,
                command,
                "on this machine",
                "there is no ready-made '%1$s' for " + build.runtime() + " on linux/"
                        + build.architecture().dockerName()
                        + ": if its name and version are right, it has to be built from source: use --builder docker");
    }
}
