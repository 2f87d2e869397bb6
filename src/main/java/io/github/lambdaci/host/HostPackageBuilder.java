package io.github.lambdaci.host;

import io.github.lambdaci.build.BuildCache;
import io.github.lambdaci.build.BuildEnvironment;
import io.github.lambdaci.build.BuildLog;
import io.github.lambdaci.build.BuildOutput;
import io.github.lambdaci.build.CaBundle;
import io.github.lambdaci.build.CommandBuild;
import io.github.lambdaci.build.InstallFailure;
import io.github.lambdaci.build.PackageBuild;
import io.github.lambdaci.build.PackageBuilder;
import io.github.lambdaci.project.Toolchain;
import io.github.lambdaci.runtime.Language;
import io.github.lambdaci.runtime.PackageManager.Place;
import io.github.lambdaci.runtime.Scripts;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds with what this machine has: packages with its own package manager, told to install for Lambda's platform, and
 * code with whatever a build command runs.
 *
 * <p>An install compiles nothing and runs no scripts, since both would be for this machine.
 */
public final class HostPackageBuilder implements PackageBuilder {
    private static final String PLACE = "on this machine";

    private final BuildEnvironment environment;
    private final Map<String, String> process;
    private final BuildLog log;

    /**
     * A builder that needs no engine.
     *
     * @param process this process's environment, in which the package manager is looked for and run
     */
    public HostPackageBuilder(BuildEnvironment environment, Map<String, String> process, BuildLog log) {
        this.environment = environment;
        this.process = Map.copyOf(process);
        this.log = log;
    }

    @Override
    public Toolchain toolchain(PackageBuild build) {
        return new Toolchain("host", "", build.command(Place.HOST));
    }

    @Override
    public Toolchain toolchain(CommandBuild build) {
        return new Toolchain("host", "", build.command().words());
    }

    @Override
    public void build(PackageBuild build, Path layer) {
        List<String> command = build.command(Place.HOST);
        List<String> located = new HostTools(process).located(command, build.runtime());
        try (HostWorkspace workspace = HostWorkspace.in(layer)) {
            Path folder = workspace.copyIn(build.descriptor());
            Path scripts = workspace.scripts();
            BuildEnvironment ready = environment.loggedIn(build.runtime().language());
            Map<String, String> settings = new HashMap<>(build.settings(folder + "/"));
            if (!ready.caching()) {
                String cache = workspace.path("cache").toString();
                settings.putAll(BuildCache.in(cache, build.descriptor().manager()));
            }
            run(
                    Scripts.runnable(located, name -> scripts.resolve(name).toString()),
                    folder,
                    variables(settings, workspace, ready),
                    new BuildOutput(ready, log),
                    attempt(build, command));
            Path packages = folder.resolve(build.descriptor().manager().output().folder());
            CompiledHere.refuse(packages, build);
            if (build.runtime().language() == Language.NODEJS) {
                NativeAddons.refuseUncompiled(packages, build);
                InstallScripts.warnOf(packages, log);
            }
            workspace.moveOut(packages, build.packagesIn(layer));
        }
        if (build.runtime().language() == Language.PYTHON) {
            PythonTraces.remove(build.packagesIn(layer));
        }
        build.removeLeftovers(layer);
    }

    @Override
    public void build(CommandBuild build, Path folder) {
        try (HostWorkspace workspace = HostWorkspace.in(folder)) {
            Path project = workspace.copyIn(build.input(), CommandBuild.OUTPUT);
            BuildEnvironment ready = environment.loggedIn(build.runtime().language());
            run(
                    build.command().words(),
                    project,
                    variables(build.variables(project + "/"), workspace, ready),
                    new BuildOutput(ready, log),
                    InstallFailure.Attempt.of(
                            build,
                            PLACE,
                            "there is no '%1$s' on this machine's PATH: install it, or use --builder docker"));
            workspace.moveOut(project.resolve(CommandBuild.OUTPUT), build.packageIn(folder));
        }
    }

    private static void run(
            List<String> command,
            Path folder,
            Map<String, String> variables,
            BuildOutput output,
            InstallFailure.Attempt attempt) {
        int status = HostProcess.run(command, folder, variables, output::line);
        if (status != 0) {
            throw output.failure(attempt, status);
        }
    }

    private Map<String, String> variables(
            Map<String, String> settings, HostWorkspace workspace, BuildEnvironment ready) {
        Map<String, String> variables = new HashMap<>(process);
        // Both would keep pip from installing into a folder.
        variables.put("PIP_USER", "0");
        variables.put("PIP_REQUIRE_VIRTUALENV", "0");
        variables.put("PIP_PROGRESS_BAR", "off");
        variables.put("PIP_ROOT_USER_ACTION", "ignore");
        if (!ready.caching()) {
            variables.putAll(BuildCache.none());
        }
        variables.putAll(settings);
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
        return InstallFailure.Attempt.of(
                build,
                command,
                PLACE,
                "there is no ready-made '%1$s' for " + build.runtime() + " on linux/"
                        + build.architecture().dockerName()
                        + ": if its name and version are right, it has to be built from source: use --builder docker");
    }
}
