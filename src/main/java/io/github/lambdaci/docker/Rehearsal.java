package io.github.lambdaci.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.command.CreateContainerResponse;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Version;
import com.github.dockerjava.api.model.WaitResponse;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.command.CreateContainerCmdImpl;
import io.github.lambdaci.failure.BuildException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads what a build in a container needs, without an engine: for whoever records which classes to archive. */
public final class Rehearsal {
    private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);

    private Rehearsal() {}

    /** Speaks to no engine, and reads and writes what would be said. */
    public static void run() {
        try {
            DockerConnection.open(new DockerEndpoint(URI.create("tcp://127.0.0.1:0"), Optional.empty()))
                    .close();
        } catch (BuildException e) {
            LOG.debug("as it should be: {}", e.getMessage());
        }
        ObjectMapper json =
                DefaultDockerClientConfig.createDefaultConfigBuilder().build().getObjectMapper();
        try {
            for (Class<?> answer : List.of(
                    Version.class, InspectImageResponse.class, CreateContainerResponse.class, WaitResponse.class)) {
                LOG.debug("{}", json.readValue("{}", answer));
            }
            LOG.debug(
                    "{}",
                    json.writeValueAsString(
                            new CreateContainerCmdImpl(command -> new CreateContainerResponse(), null, "none")
                                    .withCmd("none")
                                    .withHostConfig(HostConfig.newHostConfig())));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
