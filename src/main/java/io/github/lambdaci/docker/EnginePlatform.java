package io.github.lambdaci.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import io.github.lambdaci.runtime.Architecture;

/** What an engine can run: images for its own architecture, and others where it has an emulator. */
final class EnginePlatform {
    private final DockerClient docker;
    private final String architecture;

    /**
     * Asks nothing yet.
     *
     * @param architecture the engine's own, in Docker's words
     */
    EnginePlatform(DockerClient docker, String architecture) {
        this.docker = docker;
        this.architecture = architecture;
    }

    boolean runs(Architecture wanted) {
        // An engine that does not tell is believed to be of the right kind.
        return architecture.isEmpty()
                || wanted.dockerName().equals(architecture)
                || isDockerDesktop()
                || new Emulation(docker).runs(wanted);
    }

    /** Says so before anything is pulled. */
    void refuseUnlessRuns(Architecture wanted, String image) {
        if (!runs(wanted)) {
            throw DockerFailures.wrongMachine(image, architecture, wanted);
        }
    }

    /** It brings emulators for both architectures. */
    private boolean isDockerDesktop() {
        try {
            return "Docker Desktop".equals(docker.infoCmd().exec().getOperatingSystem());
        } catch (DockerException e) {
            return false;
        }
    }
}
