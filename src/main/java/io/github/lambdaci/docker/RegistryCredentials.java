package io.github.lambdaci.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.api.model.AuthConfig;
import io.github.lambdaci.failure.BuildException;
import io.github.lambdaci.failure.InterruptedRunException;
import io.github.lambdaci.json.JsonTree;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Finds the credentials that the docker command would use for an image's registry, its credential helpers included. */
final class RegistryCredentials {
    private static final String DOCKER_HUB = "https://index.docker.io/v1/";
    private static final int PATIENCE_SECONDS = 60;

    private final Map<String, String> environment;

    RegistryCredentials(Map<String, String> environment) {
        this.environment = environment;
    }

    Optional<AuthConfig> of(String image) {
        JsonNode config = DockerEndpoint.config(environment);
        String registry = registry(image);
        String helper = config.path("credHelpers").path(registry).asText("");
        if (helper.isEmpty()) {
            helper = config.path("credsStore").asText("");
        }
        Optional<AuthConfig> helped = helper.isEmpty() ? Optional.empty() : ask(helper, registry);
        return helped.isPresent() ? helped : stored(config.path("auths"), registry);
    }

    /** The first part of a reference is a registry if it looks like a host; else the image is Docker Hub's. */
    static String registry(String image) {
        int slash = image.indexOf('/');
        String first = slash < 0 ? "" : image.substring(0, slash);
        boolean isHost = first.contains(".") || first.contains(":") || first.equals("localhost");
        return isHost && !first.equals("docker.io") && !first.equals("index.docker.io") ? first : DOCKER_HUB;
    }

    private static Optional<AuthConfig> stored(JsonNode auths, String registry) {
        for (String key : new String[] {registry, "https://" + registry, "https://" + registry + "/v1/"}) {
            JsonNode entry = auths.path(key);
            if (entry.has("identitytoken")) {
                return Optional.of(new AuthConfig()
                        .withRegistryAddress(registry)
                        .withIdentityToken(entry.path("identitytoken").asText()));
            }
            if (entry.has("auth")) {
                byte[] decoded = Base64.getDecoder().decode(entry.path("auth").asText());
                String[] parts = new String(decoded, StandardCharsets.UTF_8).split(":", 2);
                return parts.length < 2 ? Optional.empty() : Optional.of(login(registry, parts[0], parts[1]));
            }
        }
        return Optional.empty();
    }

    private static AuthConfig login(String registry, String user, String password) {
        AuthConfig login = new AuthConfig().withRegistryAddress(registry);
        // Source: docker-credential-helpers, where this name marks an identity token.
        return user.equals("<token>")
                ? login.withIdentityToken(password)
                : login.withUsername(user).withPassword(password);
    }

    private Optional<AuthConfig> ask(String helper, String registry) {
        String program = "docker-credential-" + helper;
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(onPath(program), "get").redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment().putAll(environment);
            Process process = builder.start();
            // Reading its answer waits for its end, so that the limit must be kept by somebody else.
            process.onExit()
                    .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .exceptionally(late -> process.destroyForcibly());
            try (OutputStream in = process.getOutputStream()) {
                in.write(registry.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // It ended without reading the question; its answer tells more.
            }
            byte[] answer = process.getInputStream().readAllBytes();
            if (process.waitFor() != 0) {
                // Helpers answer so when they know nothing of a registry, which may be a public one.
                return Optional.empty();
            }
            JsonNode json = JsonTree.read(answer);
            return Optional.of(login(
                    registry,
                    json.path("Username").asText(),
                    json.path("Secret").asText()));
        } catch (JsonProcessingException e) {
            // Without the cause: its message would hold a part of the answer.
            throw unusable(program, "its answer is not JSON", null);
        } catch (IOException e) {
            throw unusable(program, String.valueOf(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedRunException("asking " + program + " for credentials");
        }
    }

    private String onPath(String program) {
        return Arrays.stream(environment.getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElse(program);
    }

    private static BuildException unusable(String program, String why, @Nullable Exception cause) {
        return new BuildException(
                "credentials cannot be asked of " + program + ": " + why,
                "install it, or take it out of credHelpers and credsStore in Docker's config.json",
                cause);
    }
}
