package io.github.lambdaci.docker;

import io.github.lambdaci.pipeline.BuildEnvironment;
import io.github.lambdaci.pipeline.CaBundle;
import io.github.lambdaci.pipeline.CommandBuild;
import io.github.lambdaci.pipeline.PackageBuild;
import io.github.lambdaci.runtime.PackageManager.Place;
import io.github.lambdaci.runtime.Scripts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A container that builds packages or code: its description only, running it is {@link ContainerRun}'s.
 *
 * @param image the image's reference
 * @param platform as in {@code linux/arm64}
 * @param command what is run, in place of the image's entry point
 * @param folder where it is run
 * @param output the folder that it leaves
 * @param environment variables beside the image's own; the values may be secrets
 * @param network the network that it is put in, if not the engine's usual one
 */
record BuildContainer(
        String image,
        String platform,
        List<String> command,
        String folder,
        String output,
        Map<String, String> environment,
        Optional<String> network) {
    /** A fixed path, since package managers write it into what they install. */
    static final String PROJECT = "lambda-ci/project/";

    static final String SCRIPTS = "lambda-ci/scripts/";
    static final String HOME = "lambda-ci/home/";
    static final String CA_BUNDLE = "lambda-ci/ca-bundle.pem";

    /** By which people find, and tests count, the containers of lambda-ci. */
    static final Map<String, String> LABELS = Map.of("io.github.lambdaci", "build");

    static BuildContainer of(PackageBuild build, String image, BuildEnvironment environment) {
        String folder = "/" + PROJECT + build.descriptor().folder();
        return new BuildContainer(
                image,
                "linux/" + build.architecture().dockerName(),
                Scripts.runnable(build.command(Place.CONTAINER), name -> "/" + SCRIPTS + name),
                folder,
                folder + build.descriptor().manager().output().folder(),
                variables(build.settings(folder), environment),
                environment.network());
    }

    static BuildContainer of(CommandBuild build, String image, BuildEnvironment environment) {
        String folder = "/" + PROJECT;
        return new BuildContainer(
                image,
                "linux/" + build.architecture().dockerName(),
                build.command().words(),
                folder,
                folder + CommandBuild.OUTPUT,
                variables(build.variables(folder), environment),
                environment.network());
    }

    private static Map<String, String> variables(Map<String, String> settings, BuildEnvironment environment) {
        Map<String, String> variables = new LinkedHashMap<>();
        // The image's user may have no home, or none that it can write to.
        variables.put("HOME", "/lambda-ci/home");
        variables.put("PIP_NO_CACHE_DIR", "1");
        variables.put("PIP_PROGRESS_BAR", "off");
        variables.put("PIP_ROOT_USER_ACTION", "ignore");
        variables.putAll(settings);
        if (environment.caBundle().isPresent()) {
            variables.putAll(CaBundle.variables("/" + CA_BUNDLE));
        }
        variables.putAll(environment.variables());
        ReproducibleCompiles.addTo(variables);
        return variables;
    }

    /** As the engine wants them: {@code NAME=VALUE}. */
    List<String> assignments() {
        return environment.entrySet().stream()
                .map(variable -> variable.getKey() + "=" + variable.getValue())
                .toList();
    }

    /** Without the variables' values, which may be secrets. */
    @Override
    public String toString() {
        return "BuildContainer[" + image + " " + platform + " " + command + " in " + folder + "]";
    }
}
