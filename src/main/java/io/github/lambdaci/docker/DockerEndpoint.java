package io.github.lambdaci.docker;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.json.JsonTree;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where the Docker engine listens: what the {@code docker} command would take.
 *
 * @param host as in {@code unix:///var/run/docker.sock} or {@code tcp://127.0.0.1:2376}
 * @param certificates a folder with {@code ca.pem}, {@code cert.pem} and {@code key.pem}, if TLS is spoken
 */
record DockerEndpoint(URI host, Optional<Path> certificates) {
    /** Source: Docker Desktop's documentation of its networking features. */
    private static final String DOCKER_DESKTOP_AGENT = "/run/host-services/ssh-auth.sock";

    private static final String DEFAULT_HOST = "unix:///var/run/docker.sock";

    /** Reads {@code DOCKER_HOST}, else the current context of the docker command. */
    static DockerEndpoint of(Map<String, String> environment) {
        String host = environment.getOrDefault("DOCKER_HOST", "");
        if (!host.isBlank()) {
            return new DockerEndpoint(uri(host, "DOCKER_HOST"), certificates(environment));
        }
        Path folder = configFolder(environment);
        String context = environment.getOrDefault("DOCKER_CONTEXT", "");
        if (context.isBlank()) {
            context = config(environment).path("currentContext").asText("");
        }
        return context.isBlank() || context.equals("default")
                ? new DockerEndpoint(URI.create(DEFAULT_HOST), certificates(environment))
                : ofContext(folder, context);
    }

    boolean isSocketOfThisMachine() {
        return "unix".equals(host.getScheme());
    }

    /** Where containers find a socket of this machine, if the engine is on it: not in its virtual machine. */
    String socketForContainers(String socket) {
        if (!isSocketOfThisMachine()) {
            throw DockerFailures.noAgent(this);
        }
        return host.getPath().contains("/.docker/") ? DOCKER_DESKTOP_AGENT : socket;
    }

    /** The docker command's settings; an empty object if there are none. */
    static JsonNode config(Map<String, String> environment) {
        Path file = configFolder(environment).resolve("config.json");
        return Files.isReadable(file) ? parse(file) : JsonTree.object();
    }

    private static Path configFolder(Map<String, String> environment) {
        String given = environment.getOrDefault("DOCKER_CONFIG", "");
        return given.isBlank()
                ? Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")), ".docker")
                : Path.of(given);
    }

    private static Optional<Path> certificates(Map<String, String> environment) {
        if (environment.getOrDefault("DOCKER_TLS_VERIFY", "").isBlank()) {
            return Optional.empty();
        }
        String given = environment.getOrDefault("DOCKER_CERT_PATH", "");
        return Optional.of(given.isBlank() ? configFolder(environment) : Path.of(given));
    }

    private static DockerEndpoint ofContext(Path folder, String context) {
        // The docker command names a context's folder by the hash of its name.
        String id = Sha256.of(context.getBytes(StandardCharsets.UTF_8)).hex();
        Path meta = folder.resolve("contexts/meta").resolve(id).resolve("meta.json");
        if (!Files.isReadable(meta)) {
            throw new ProjectException(
                    "the Docker context '" + context + "' does not exist", "choose another: docker context use NAME");
        }
        String host = parse(meta).path("Endpoints").path("docker").path("Host").asText(DEFAULT_HOST);
        Path tls = folder.resolve("contexts/tls").resolve(id).resolve("docker");
        return new DockerEndpoint(
                uri(host, "Docker context '" + context + "'"),
                Files.isDirectory(tls) ? Optional.of(tls) : Optional.empty());
    }

    private static URI uri(String host, String source) {
        try {
            return URI.create(host);
        } catch (IllegalArgumentException e) {
            throw new ProjectException(
                    "'" + host + "' of " + source + " is not an address",
                    "it must be as in unix:///var/run/docker.sock or tcp://127.0.0.1:2375",
                    e);
        }
    }

    private static JsonNode parse(Path file) {
        try {
            return JsonTree.read(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new ProjectException("'" + file + "' cannot be read as JSON", "mend or remove the file", e);
        }
    }
}
