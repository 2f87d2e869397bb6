package io.github.lambdaci.docker;

import com.github.dockerjava.api.exception.DockerException;
import io.github.lambdaci.failure.BuildException;
import io.github.lambdaci.runtime.Architecture;
import java.util.Locale;
import java.util.Optional;

/** Puts what Docker answers into words, with what to try. */
final class DockerFailures {
    private static final String HOST_BUILDER = "--builder host builds without Docker";

    private DockerFailures() {}

    static BuildException unreachable(DockerEndpoint endpoint, Throwable cause) {
        String reason = reason(cause);
        if (reason.toLowerCase(Locale.ROOT).contains("permission denied")) {
            return new BuildException(
                    "this user may not use the Docker engine at " + endpoint.host(),
                    "add the user to the group docker, or run rootless Docker; " + HOST_BUILDER,
                    cause);
        }
        return new BuildException(
                "no Docker engine answers at " + endpoint.host() + ": " + reason,
                "start Docker, or set DOCKER_HOST (in CodeBuild, switch on privileged mode); " + HOST_BUILDER,
                cause);
    }

    static BuildException inspection(String image, Throwable cause) {
        return new BuildException(
                "the engine does not tell whether it has image " + image + ": " + reason(cause),
                "this is the engine's answer; " + HOST_BUILDER,
                cause);
    }

    static BuildException pull(String image, String platform, Optional<String> there, Throwable cause) {
        String reason = reason(cause);
        String hint = there.map(other -> "the engine has this image for " + other
                        + " only: choose one for the function's architecture (--build-docker-image); " + HOST_BUILDER)
                .orElseGet(() -> pullHint(reason));
        return new BuildException("image " + image + " for " + platform + " cannot be pulled: " + reason, hint, cause);
    }

    private static String pullHint(String reason) {
        String lower = reason.toLowerCase(Locale.ROOT);
        if (lower.contains("toomanyrequests") || lower.contains("429") || lower.contains("rate limit")) {
            return "the registry limits how often it is asked: log in to it (docker login), or keep a copy of the image"
                    + " in a registry of yours (--build-docker-repo)";
        }
        if (lower.contains("no matching manifest") || lower.contains("does not match the specified platform")) {
            return "the image is not there for this architecture: choose another (--build-docker-image); "
                    + HOST_BUILDER;
        }
        if (lower.contains("denied") || lower.contains("unauthorized") || lower.contains("no basic auth")) {
            return "log in to the registry (docker login; a login to public.ecr.aws that has run out is refused too:"
                    + " docker logout public.ecr.aws) and check the image's name";
        }
        if (lower.contains("not found") || lower.contains("manifest unknown")) {
            return "check the image's name: --build-docker-repo, --build-docker-image; " + HOST_BUILDER;
        }
        if (lower.contains("certificate") || lower.contains("x509")) {
            return "the engine does not trust the registry's certificate: have the engine trust it, or docker load the"
                    + " image; " + HOST_BUILDER;
        }
        return "check that the engine can reach the registry; " + HOST_BUILDER;
    }

    static BuildException wrongMachine(String image, String engine, Architecture wanted) {
        return new BuildException(
                "the Docker engine runs on " + engine + " and cannot run images for linux/" + wanted.dockerName()
                        + ", which the function needs; " + image + " was not pulled",
                wrongMachineHint(wanted.dockerName()));
    }

    private static String wrongMachineHint(String architecture) {
        return "--builder host installs ready-made packages for that platform without running it\n"
                + "to emulate it: docker run --privileged --rm tonistiigi/binfmt --install " + architecture + "\n"
                + "in CodeBuild: choose environment type "
                + (architecture.equals("arm64") ? "ARM_CONTAINER" : "LINUX_CONTAINER");
    }

    static BuildException absent(String image, String platform, Optional<String> there) {
        return new BuildException(
                "image " + image + " for " + platform + " is not on the engine"
                        + there.map(other -> " (it is there for " + other + ")").orElse("")
                        + ", and --build-pull never keeps it from being pulled",
                "docker pull --platform " + platform + " " + image + ", or --build-pull missing");
    }

    static BuildException volume(String name, Throwable cause) {
        return new BuildException(
                "the volume " + name + " for downloads cannot be made: " + reason(cause),
                "this is the engine's answer; --no-build-cache builds without it",
                cause);
    }

    static BuildException noAgent(DockerEndpoint endpoint) {
        return new BuildException(
                "the Docker engine at " + endpoint.host() + " cannot reach the SSH agent of this machine",
                "give a key file instead (--build-secret-file ~/.ssh/id_ed25519); " + HOST_BUILDER);
    }

    static BuildException refused(BuildContainer container, Throwable cause) {
        String reason = reason(cause);
        String lower = reason.toLowerCase(Locale.ROOT);
        String hint = "this is the engine's answer; " + HOST_BUILDER;
        if (lower.contains("exec format error")) {
            hint = "the engine cannot run images for " + container.platform() + "; "
                    + wrongMachineHint(container.platform().replace("linux/", ""));
        } else if (lower.contains("bind source path") || lower.contains("invalid mount config")) {
            hint = "the SSH agent's socket is not on the engine's machine: give a key file instead"
                    + " (--build-secret-file)";
        } else if (lower.contains("executable file not found") || lower.contains("no such file or directory")) {
            hint = "the image must hold '" + container.command().get(0)
                    + "': --build-docker-repo, --build-docker-image";
        } else if (lower.contains("network")) {
            hint = "check --build-network; the engine's networks are listed by docker network ls";
        } else if (lower.contains("no space left")) {
            hint = "free some space where the engine keeps its images: docker system prune";
        }
        return new BuildException(
                "the build container of image " + container.image() + " cannot be run: " + reason, hint, cause);
    }

    /** The engine's own words: docker-java wraps them in JSON, and in "Status 404". */
    private static String reason(Throwable cause) {
        Throwable deepest = cause;
        while (!(deepest instanceof DockerException) && deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        String message = String.valueOf(deepest.getMessage());
        return message.replaceFirst("(?s)^Status \\d+: ", "")
                .replaceFirst("(?s)^\\{\"message\":\"(.*)\"}\\s*$", "$1")
                .replace("\\\"", "\"")
                .strip();
    }
}
