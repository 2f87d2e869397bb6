package io.github.lambdaci;

import io.github.lambdaci.aws.AwsClients;
import io.github.lambdaci.aws.CodeArtifactSources;
import io.github.lambdaci.build.BuildEnvironment;
import io.github.lambdaci.build.PackageBuilder;
import io.github.lambdaci.cli.ShipRequest;
import io.github.lambdaci.console.ConsoleLog;
import io.github.lambdaci.docker.BuildImages;
import io.github.lambdaci.docker.ContainerOptions;
import io.github.lambdaci.docker.DockerEngine;
import io.github.lambdaci.docker.DockerPackageBuilder;
import io.github.lambdaci.host.HostPackageBuilder;
import java.util.Map;

/**
 * Makes the builder that a request asks for.
 *
 * @param resources closes what a builder has begun
 */
record Builders(Map<String, String> environment, ConsoleLog log, Resources resources) {
    PackageBuilder of(ShipRequest request, AwsClients clients) {
        ShipRequest.Build build = request.build();
        BuildEnvironment forBuilds = build.codeArtifact()
                .map(repository -> build.environment().with(new CodeArtifactSources(clients, repository)))
                .orElse(build.environment());
        DockerEngine engine = new DockerEngine(environment);
        PackageBuilder docker = docker(engine, build.container(), forBuilds);
        PackageBuilder host = new HostPackageBuilder(forBuilds, environment, log.bundling());
        return switch (build.builder()) {
            case DOCKER -> docker;
            case HOST -> host;
            // What is shipped to the sandbox runs on this machine, so that its own packages fit, with no image to
            // fetch.
            case AUTO -> request.sandbox().isPresent() ? host : new AutoBuilder(engine, docker, host, log);
        };
    }

    private PackageBuilder docker(DockerEngine engine, ShipRequest.Container container, BuildEnvironment forBuilds) {
        BuildImages images = BuildImages.of(container.repository(), container.image());
        ContainerOptions options = new ContainerOptions(container.pull(), container.sshAgent());
        DockerPackageBuilder docker = new DockerPackageBuilder(engine, images, options, forBuilds, log.bundling());
        resources.onClose(docker::close);
        return docker;
    }
}
