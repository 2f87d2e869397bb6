package io.github.lambdaci.lease;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who runs lambda-ci here.
 *
 * @param name the build, by what its service calls it, or the person
 * @param process this process
 */
public record Owner(String name, RunningProcess process) {
    /** Asks the environment, in which each CI service names its builds. */
    public static Owner of(Map<String, String> environment) {
        RunningProcess process = RunningProcess.current();
        return new Owner(build(environment).orElseGet(() -> person(process)), process);
    }

    private static Optional<String> build(Map<String, String> environment) {
        Optional<String> github = value(environment, "GITHUB_RUN_ID")
                .flatMap(run -> value(environment, "GITHUB_REPOSITORY")
                        .map(repository -> environment.getOrDefault("GITHUB_SERVER_URL", "https://github.com") + "/"
                                + repository + "/actions/runs/" + run));
        return value(environment, "CODEBUILD_BUILD_ID")
                .map(id -> "CodeBuild build " + id)
                .or(() -> github)
                // GitLab, and then Jenkins.
                .or(() -> Stream.of("CI_JOB_URL", "BUILD_URL")
                        .flatMap(name -> value(environment, name).stream())
                        .findFirst());
    }

    private static String person(RunningProcess process) {
        return System.getProperty("user.name", "somebody") + "@" + host() + ", process " + process.id();
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "a machine without a name";
        }
    }

    private static Optional<String> value(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }
}
