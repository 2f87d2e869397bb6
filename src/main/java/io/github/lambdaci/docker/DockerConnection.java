package io.github.lambdaci.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Version;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.core.RemoteApiVersion;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.SSLConfig;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import io.github.lambdaci.failure.BuildException;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import javax.net.ssl.SSLContext;

/** A connection to the engine, in the newest version of its API that both sides know. */
final class DockerConnection implements AutoCloseable {
    /** The newest that docker-java describes, and the oldest that Docker 29 takes. */
    private static final RemoteApiVersion NEWEST_KNOWN = RemoteApiVersion.VERSION_1_44;

    private static final Set<String> SCHEMES = Set.of("unix", "tcp", "http", "https");

    private final DockerHttpClient http;
    private final DockerClient client;
    private final String architecture;

    private DockerConnection(DockerHttpClient http, DockerClient client, String architecture) {
        this.http = http;
        this.client = client;
        this.architecture = architecture;
    }

    static DockerConnection open(DockerEndpoint endpoint) {
        if (!SCHEMES.contains(String.valueOf(endpoint.host().getScheme()))) {
            throw new BuildException(
                    "the Docker engine at " + endpoint.host() + " cannot be used from here",
                    "point DOCKER_HOST to a socket or a TCP address (an ssh tunnel makes one: ssh -NL"
                            + " ./docker.sock:/var/run/docker.sock HOST)");
        }
        DockerClientConfig unversioned = config(endpoint, RemoteApiVersion.UNKNOWN_VERSION);
        DockerHttpClient http = http(endpoint, unversioned);
        try {
            Version version =
                    DockerClientImpl.getInstance(unversioned, http).versionCmd().exec();
            RemoteApiVersion spoken = common(String.valueOf(version.getApiVersion()));
            return new DockerConnection(
                    http,
                    DockerClientImpl.getInstance(config(endpoint, spoken), http),
                    Objects.requireNonNullElse(version.getArch(), ""));
        } catch (RuntimeException e) {
            closeQuietly(http);
            throw DockerFailures.unreachable(endpoint, e);
        }
    }

    private static DockerHttpClient http(DockerEndpoint endpoint, DockerClientConfig config) {
        ZerodepDockerHttpClient.Builder builder = new ZerodepDockerHttpClient.Builder()
                .dockerHost(config.getDockerHost())
                .connectionTimeout(Duration.ofSeconds(10));
        if (endpoint.isSocketOfThisMachine()) {
            // Without any, the JDK's certificates would be read, which takes longer than all that is said.
            SSLConfig unused = () -> SSLContext.getInstance("TLS");
            return new UncompressedAnswers(builder.sslConfig(unused).build());
        }
        return builder.sslConfig(config.getSSLConfig()).build();
    }

    /** The newest version that both know. */
    static RemoteApiVersion common(String offered) {
        RemoteApiVersion newest = RemoteApiVersion.parseConfig(offered);
        return newest.isGreaterOrEqual(NEWEST_KNOWN) ? NEWEST_KNOWN : newest;
    }

    private static DockerClientConfig config(DockerEndpoint endpoint, RemoteApiVersion version) {
        DefaultDockerClientConfig.Builder builder = DefaultDockerClientConfig.createDefaultConfigBuilder()
                .withDockerHost(endpoint.host().toString())
                .withApiVersion(version)
                // Contexts and credentials are read here, since docker-java knows no credential helpers.
                .withDockerConfig("/nonexistent")
                .withDockerContext(null)
                .withDockerTlsVerify(endpoint.certificates().isPresent());
        endpoint.certificates().ifPresent(folder -> builder.withDockerCertPath(folder.toString()));
        return builder.build();
    }

    DockerClient client() {
        return client;
    }

    /** What the engine can run. */
    EnginePlatform platform() {
        return new EnginePlatform(client, architecture);
    }

    @Override
    public void close() {
        closeQuietly(http);
    }

    private static void closeQuietly(DockerHttpClient http) {
        try {
            http.close();
        } catch (IOException e) {
            // Nothing depends on it any more.
        }
    }
}
