package io.github.lambdaci.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.artifact.FileTree;
import io.github.lambdaci.artifact.TreeEntry;
import io.github.lambdaci.build.BuildCommandContract;
import io.github.lambdaci.build.BuildEnvironment;
import io.github.lambdaci.build.BuildLog;
import io.github.lambdaci.build.CommandBuild;
import io.github.lambdaci.build.PackageBuilder;
import io.github.lambdaci.project.LambdaProject;
import io.github.lambdaci.project.Packaging;
import io.github.lambdaci.project.SourceTree;
import io.github.lambdaci.project.SourceVersion;
import io.github.lambdaci.runtime.Architecture;
import io.github.lambdaci.runtime.LambdaRuntime;
import io.github.lambdaci.runtime.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A container with a shell and a C compiler, as AWS's build images for Python are. */
final class DockerBuildCommandIT extends BuildCommandContract {
    private static final LambdaRuntime CUSTOM = LambdaRuntime.of("provided.al2023");

    private final List<DockerPackageBuilder> builders = new ArrayList<>();

    @Override
    protected PackageBuilder builder(BuildEnvironment environment, BuildLog pipelineLog) {
        String image =
                TestEngine.imagesOrSkip(Language.PYTHON).reference(LambdaRuntime.of("python3.11"), Architecture.X86_64);
        DockerPackageBuilder builder = new DockerPackageBuilder(
                TestEngine.orSkip(),
                BuildImages.of(Optional.empty(), Optional.of(image)),
                ContainerOptions.USUAL,
                environment,
                pipelineLog);
        builders.add(builder);
        return builder;
    }

    @Override
    protected void assertNothingIsLeft() {
        builders.forEach(DockerPackageBuilder::close);
        assertThat(TestEngine.containers(mark)).isEmpty();
    }

    @Test
    void aMakefileBuildsABootstrapInC() throws IOException {
        SourceTree sources = SourceTree.of(Path.of("src/it/projects/provided-command"));
        LambdaProject project = new LambdaProject(
                new LambdaProject.Target("bucket", "function", "latest", "layer"),
                sources,
                Optional.empty(),
                SourceVersion.of("1"),
                Optional.empty(),
                Packaging.USUAL);
        CommandBuild build = new CommandBuild(
                project.buildCommand(CUSTOM).orElseThrow(),
                sources.buildInput(CommandBuild.OUTPUT),
                CUSTOM,
                Architecture.X86_64);
        Path work = Files.createDirectory(folder.resolve("c"));

        builder(BuildEnvironment.NONE, log).build(build, work);

        TreeEntry bootstrap = FileTree.listBuilt(build.packageIn(work)).get(0);
        assertThat(bootstrap.name()).isEqualTo("bootstrap");
        assertThat(bootstrap.executable()).isTrue();
        assertThat(Files.readAllBytes(bootstrap.file())).startsWith(0x7f, 'E', 'L', 'F');
    }
}
