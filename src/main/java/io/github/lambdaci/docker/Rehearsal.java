package io.github.lambdaci.docker;

import io.github.lambdaci.build.BuildEnvironment;
import io.github.lambdaci.build.BuildLog;
import io.github.lambdaci.build.PackageBuild;
import io.github.lambdaci.build.PreparedBuild;
import io.github.lambdaci.failure.BuildException;
import io.github.lambdaci.project.Descriptor;
import io.github.lambdaci.project.InputFile;
import io.github.lambdaci.runtime.Architecture;
import io.github.lambdaci.runtime.LambdaRuntime;
import io.github.lambdaci.runtime.PackageManager;
import io.github.lambdaci.runtime.PackageManagers;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds in a container that there is not: for whoever records which classes a build loads. */
public final class Rehearsal {
    private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);

    private Rehearsal() {}

    /** Does what a build does, with an engine that only pretends; what goes wrong matters to nobody. */
    public static void run() {
        try {
            LOG.debug("rehearsed: {}", build());
        } catch (IOException | RuntimeException e) {
            LOG.debug("the rehearsal ended early", e);
        }
        try {
            // Most engines listen at a socket of the file system, which is another way to them.
            DockerConnection.open(new DockerEndpoint(URI.create("unix:///none.sock"), Optional.empty()))
                    .close();
        } catch (BuildException e) {
            LOG.debug("as it should be: {}", e.getMessage());
        }
    }

    /** What the engine was asked. */
    static List<String> build() throws IOException {
        try (RehearsedEngine engine = RehearsedEngine.start()) {
            build(engine, Files.createTempDirectory("rehearsal"));
            return engine.requests();
        }
    }

    private static void build(RehearsedEngine engine, Path folder) throws IOException {
        Path layer = Files.createDirectory(folder.resolve("layer"));
        try (DockerPackageBuilder builder = new DockerPackageBuilder(
                        new DockerEngine(Map.of("DOCKER_HOST", engine.address())),
                        BuildImages.of(Optional.empty(), Optional.empty()),
                        ContainerOptions.USUAL,
                        BuildEnvironment.NONE,
                        new Silence());
                PreparedBuild build = builder.prepare(packages(folder), layer)) {
            build.run();
        }
    }

    private static PackageBuild packages(Path folder) throws IOException {
        PackageManager manager = PackageManagers.ALL.get(0);
        Path file = Files.writeString(folder.resolve(manager.descriptor()), "none\n");
        InputFile input = new InputFile(manager.descriptor(), file, Optional.empty());
        return new PackageBuild(
                new Descriptor(manager, manager.descriptor(), folder, manager.descriptor(), List.of(input)),
                LambdaRuntime.of("python3.13"),
                Architecture.X86_64);
    }

    /** Tells nobody. */
    private static final class Silence implements BuildLog {
        @Override
        public void warning(String message) {}

        @Override
        public void imagePulling(String image) {}

        @Override
        public void buildOutput(String line) {}
    }
}
