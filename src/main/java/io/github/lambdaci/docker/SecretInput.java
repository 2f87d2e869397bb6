package io.github.lambdaci.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Frame;
import io.github.lambdaci.build.SecretFile;
import io.github.lambdaci.build.SecretFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Hands files with secrets to a container through its standard input.
 *
 * <p>What is copied into a container, or is in a variable, is on the engine's disk; this is nowhere but in memory.
 */
final class SecretInput extends ResultCallback.Adapter<Frame> {
    private final DockerClient docker;
    private final String id;
    private volatile boolean ended;
    private volatile @Nullable Throwable failure;

    private SecretInput(DockerClient docker, String id) {
        this.docker = docker;
        this.id = id;
    }

    /** Sends them to a container that was started and waits for them. */
    static SecretInput send(DockerClient docker, String id, SecretFiles secrets) {
        SecretInput input = new SecretInput(docker, id);
        if (!secrets.isEmpty()) {
            docker.attachContainerCmd(id)
                    .withStdIn(new ByteArrayInputStream(lines(secrets)))
                    .withFollowStream(true)
                    .exec(input);
        }
        return input;
    }

    /** What {@code with-secrets.sh} reads. */
    private static byte[] lines(SecretFiles secrets) {
        StringBuilder lines = new StringBuilder();
        for (SecretFile file : secrets.files()) {
            byte[] path = file.path().getBytes(StandardCharsets.UTF_8);
            lines.append(Base64.getEncoder().encodeToString(path))
                    .append(' ')
                    .append(file.base64())
                    .append('\n');
        }
        return lines.append('\n').toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** Ends the container, which would wait for ever. */
    @Override
    public void onError(Throwable problem) {
        if (ended) {
            return;
        }
        failure = problem;
        try {
            docker.killContainerCmd(id).exec();
        } catch (DockerException e) {
            // It has ended already.
        }
    }

    /** Lets go of the connection, which the engine keeps open, and throws what went wrong. */
    void end() {
        ended = true;
        try {
            close();
        } catch (IOException e) {
            // The container has ended, and with it what was to be closed.
        }
        if (failure != null) {
            throw new IllegalStateException("the secrets were not taken", failure);
        }
    }
}
