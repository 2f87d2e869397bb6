package io.github.lambdaci;

import io.github.lambdaci.build.CommandBuild;
import io.github.lambdaci.build.PackageBuild;
import io.github.lambdaci.build.PackageBuilder;
import io.github.lambdaci.build.PreparedBuild;
import io.github.lambdaci.console.ConsoleLog;
import io.github.lambdaci.docker.DockerEngine;
import io.github.lambdaci.project.Toolchain;
import io.github.lambdaci.runtime.Architecture;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/** Builds in a container if there is an engine that can run it, else on this machine, and says why. */
final class AutoBuilder implements PackageBuilder {
    private final DockerEngine engine;
    private final PackageBuilder docker;
    private final PackageBuilder host;
    private final ConsoleLog log;
    private final Map<Architecture, PackageBuilder> chosen = new EnumMap<>(Architecture.class);

    /** Nothing is asked of the engine before the function's architecture is known. */
    AutoBuilder(DockerEngine engine, PackageBuilder docker, PackageBuilder host, ConsoleLog log) {
        this.engine = engine;
        this.docker = docker;
        this.host = host;
        this.log = log;
    }

    @Override
    public Toolchain toolchain(PackageBuild build) {
        return builder(build.architecture()).toolchain(build);
    }

    @Override
    public Toolchain toolchain(CommandBuild build) {
        return builder(build.architecture()).toolchain(build);
    }

    @Override
    public PreparedBuild prepare(PackageBuild build, Path layer) {
        return builder(build.architecture()).prepare(build, layer);
    }

    @Override
    public void build(PackageBuild build, Path layer) {
        builder(build.architecture()).build(build, layer);
    }

    @Override
    public void build(CommandBuild build, Path folder) {
        builder(build.architecture()).build(build, folder);
    }

    /** The builder is part of the fingerprint, so that it must be known before it is known whether there is work. */
    private PackageBuilder builder(Architecture architecture) {
        return chosen.computeIfAbsent(architecture, this::choose);
    }

    private PackageBuilder choose(Architecture architecture) {
        if (!engine.answers()) {
            log.surroundings().noEngine();
            return host;
        }
        if (!engine.runs(architecture)) {
            log.surroundings().engineCannotRun(architecture);
            return host;
        }
        return docker;
    }
}
