package io.github.lambdaci.docker;

import io.github.lambdaci.build.BuildCache;
import io.github.lambdaci.build.BuildEnvironment;
import io.github.lambdaci.build.CaBundle;
import io.github.lambdaci.build.CommandBuild;
import io.github.lambdaci.build.HomeVariables;
import io.github.lambdaci.build.PackageBuild;
import io.github.lambdaci.runtime.Scripts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A container that builds packages or code: its description only, running it is {@link ContainerRun}'s.
 *
 * @param image the image's reference
 * @param platform as in {@code linux/arm64}
 * @param command what is run, in place of the image's entry point
 * @param folder where it is run
 * @param output the folder that it leaves
 * @param environment variables beside the image's own; the values may be secrets
 * @param equipment what it has beside its own disk
 */
record BuildContainer(
        String image,
        String platform,
        List<String> command,
        String folder,
        String output,
        Map<String, String> environment,
        Equipment equipment) {
    /** A fixed path, since package managers write it into what they install. */
    static final String PROJECT = "lambda-ci/project/";

    static final String HOME = "lambda-ci/home/";
    static final String CA_BUNDLE = "lambda-ci/ca-bundle.pem";
    static final String CACHE = "lambda-ci/cache/";
    private static final String CACHE_FOLDER = "/lambda-ci/cache";
    static final String SECRETS = "lambda-ci/secrets/";
    static final String SCRIPTS = "lambda-ci/scripts/";
    static final String SSH_AGENT = "lambda-ci/ssh-agent.sock";

    /** Puts the secrets into memory, then runs the command. */
    static final String WITH_SECRETS = "with-secrets.sh";

    /** By which people find, and tests count, the containers of lambda-ci. */
    static final Map<String, String> LABELS = Map.of("io.github.lambdaci", "build");

    static BuildContainer of(PackageBuild build, String image, BuildEnvironment environment, Equipment equipment) {
        String folder = "/" + PROJECT + build.descriptor().folder();
        return new BuildContainer(
                image,
                "linux/" + build.architecture().dockerName(),
                runnable(build.containerCommand()),
                folder,
                folder + build.descriptor().manager().output().folder(),
                variables(
                        build.settings(folder),
                        BuildCache.in(CACHE_FOLDER, build.descriptor().manager()),
                        environment,
                        equipment),
                equipment);
    }

    static BuildContainer of(CommandBuild build, String image, BuildEnvironment environment, Equipment equipment) {
        String folder = "/" + PROJECT;
        return new BuildContainer(
                image,
                "linux/" + build.architecture().dockerName(),
                build.command().words(),
                folder,
                folder + CommandBuild.OUTPUT,
                variables(build.variables(folder), BuildCache.in(CACHE_FOLDER), environment, equipment),
                equipment);
    }

    /** A command as a container runs it. */
    static List<String> runnable(List<String> command) {
        return Scripts.runnable(command, name -> "/" + SCRIPTS + name);
    }

    private static Map<String, String> variables(
            Map<String, String> settings,
            Map<String, String> caches,
            BuildEnvironment environment,
            Equipment equipment) {
        Map<String, String> variables = new LinkedHashMap<>();
        // The image's user may have no home, or none that it can write to.
        variables.put("HOME", "/lambda-ci/home");
        variables.putAll(equipment.cache().isPresent() ? cached(caches) : BuildCache.none());
        variables.put("PIP_PROGRESS_BAR", "off");
        variables.put("PIP_ROOT_USER_ACTION", "ignore");
        variables.putAll(settings);
        variables.putAll(HomeVariables.of(
                environment.secrets(), "/lambda-ci/home", equipment.sshAgent().isPresent()));
        if (equipment.sshAgent().isPresent()) {
            variables.put("SSH_AUTH_SOCK", "/" + SSH_AGENT);
        }
        if (environment.caBundle().isPresent()) {
            variables.putAll(CaBundle.variables("/" + CA_BUNDLE));
        }
        variables.putAll(environment.variables());
        ReproducibleCompiles.addTo(variables);
        return variables;
    }

    private static Map<String, String> cached(Map<String, String> caches) {
        Map<String, String> variables = new LinkedHashMap<>(caches);
        // Another disk than that of the packages, to which nothing can be linked; npm's logs would pile up in it.
        variables.put("UV_LINK_MODE", "copy");
        variables.put("npm_config_logs_max", "0");
        return variables;
    }

    /** What the engine starts: the command itself, or the script that becomes it. */
    List<String> started() {
        if (!equipment.hasSecrets()) {
            return command;
        }
        List<String> words = new ArrayList<>(List.of("sh", "/" + SCRIPTS + WITH_SECRETS));
        words.addAll(command);
        return words;
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
