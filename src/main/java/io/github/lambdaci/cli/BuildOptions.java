package io.github.lambdaci.cli;

import io.github.lambdaci.build.BuildEnvironment;
import io.github.lambdaci.build.CaBundle;
import io.github.lambdaci.build.ImagePull;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How to build the dependencies. */
final class BuildOptions {
    @Option(
            names = "--builder",
            paramLabel = "auto|docker|host",
            defaultValue = "auto",
            description = "docker: in a container of Lambda's platform. host: with this machine's own pip or npm, for "
                    + "Lambda's platform. Default: auto, docker if an engine answers, else host; host for the sandbox. "
                    + "[LAMBDA_CI_BUILDER]")
    private ShipRequest.Builder builder = ShipRequest.Builder.AUTO;

    @Option(
            names = "--build-docker-repo",
            paramLabel = "REPO",
            description = "Repository of build images with lambci's tags, as in build-python3.13. Default: AWS's own "
                    + "images, public.ecr.aws/sam/build-RUNTIME. [BUILD_DOCKER_REPO]")
    private Optional<String> repository = Optional.empty();

    @Option(
            names = "--build-docker-image",
            paramLabel = "IMAGE",
            description = "Another tag in that repository, or a full reference, also with a digest. "
                    + "[BUILD_DOCKER_IMAGE]")
    private Optional<String> image = Optional.empty();

    @Option(
            names = "--build-env",
            paramLabel = "NAME[=VALUE]",
            description = "Variable for the build; without a value, this environment's. Can be repeated. Values are "
                    + "never shown or stored.")
    private List<String> variables = List.of();

    @Option(
            names = "--build-ca-bundle",
            paramLabel = "FILE",
            description = "Certificates (PEM) that the build trusts as well. [BUILD_CA_BUNDLE, AWS_CA_BUNDLE]")
    private Optional<Path> caBundle = Optional.empty();

    @Option(
            names = "--build-network",
            paramLabel = "NAME",
            description = "Docker network of the build container. Default: Docker's own. [BUILD_NETWORK]")
    private Optional<String> network = Optional.empty();

    @Option(
            names = "--build-pull",
            paramLabel = "always|missing|never",
            defaultValue = "missing",
            description = "When to pull the build image. Default: missing, if the engine does not have it for the "
                    + "function's architecture. [LAMBDA_CI_BUILD_PULL]")
    private ImagePull pull = ImagePull.MISSING;

    @Option(
            names = "--no-build-cache",
            fallbackValue = "true",
            description = "Do not use what earlier runs downloaded, zipped or noted, and keep nothing for later ones. "
                    + "[LAMBDA_CI_NO_BUILD_CACHE]")
    private boolean cacheless;

    ShipRequest.Build toBuild(Map<String, String> environment, SecretOptions secrets, boolean isForSandbox) {
        BuildEnvironment forBuilds = BuildEnvironment.of(variables, caBundle.map(CaBundle::read), network, environment)
                .with(secrets.files())
                .caching(!cacheless);
        ShipRequest.Container container =
                new ShipRequest.Container(repository, image, pull, secrets.sshAgent(environment));
        return new ShipRequest.Build(builder, container, forBuilds, secrets.codeArtifact(isForSandbox));
    }
}
