package io.github.lambdaci.cli;

import io.github.lambdaci.failure.ProjectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** How to build the dependencies. */
final class BuildOptions {
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    @Option(
            names = "--builder",
            paramLabel = "auto|docker|host",
            defaultValue = "auto",
            description = "docker: in a container of Lambda's platform. host: with this machine's own pip or npm, for "
                    + "Lambda's platform. Default: auto, docker if an engine answers, else host. [LAMBDA_CI_BUILDER]")
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

    ShipRequest.Build toBuild(Map<String, String> environment) {
        return new ShipRequest.Build(builder, repository, image, variables(environment), readable(caBundle), network);
    }

    /** Says so early if a file with certificates is not there: a build would fail on it late and less clearly. */
    static Optional<Path> readable(Optional<Path> bundle) {
        bundle.filter(file -> !Files.isReadable(file) || Files.isDirectory(file))
                .ifPresent(file -> {
                    throw new ProjectException(
                            "the certificates in '" + file + "' cannot be read",
                            "--build-ca-bundle, BUILD_CA_BUNDLE and AWS_CA_BUNDLE name a PEM file that this user may read");
                });
        return bundle;
    }

    private Map<String, String> variables(Map<String, String> environment) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String variable : variables) {
            String[] parts = variable.split("=", 2);
            if (!VARIABLE.matcher(parts[0]).matches()) {
                // The words of the option are not repeated: they may hold a secret.
                throw new ProjectException(
                        "the name of a variable in --build-env has characters that it cannot have",
                        "as in --build-env PIP_INDEX_URL, or --build-env NAME=VALUE");
            }
            values.put(parts[0], parts.length == 2 ? parts[1] : inherited(parts[0], environment));
        }
        return values;
    }

    private static String inherited(String name, Map<String, String> environment) {
        String value = environment.get(name);
        if (value == null) {
            throw new ProjectException(
                    "--build-env " + name + ": this variable is not set",
                    "export it, or give its value: --build-env " + name + "=VALUE");
        }
        return value;
    }
}
