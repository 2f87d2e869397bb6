package io.github.lambdaci.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.GenericContainer;

/**
 * Emulators of AWS that others wrote, each started once for all tests of a JVM.
 *
 * <p>Moto is run by this machine's Python if that has it, else in a container; the strict emulator is moto with a stricter
 * Lambda, which {@code LAMBDA_CI_STRICT_EMULATOR} names. Tests that find none are skipped, and say so.
 */
public final class Emulators {
    private static final String MOTO_IMAGE = "motoserver/moto:5.2.1";
    private static final long START_SECONDS = 60;
    private static final Optional<URI> MOTO = startMoto();
    private static final Optional<URI> STRICT = startStrict(List.of());

    private Emulators() {}

    /** Moto as it is; skips the test if there is none. */
    public static URI moto() {
        return MOTO.orElseGet(() -> skip("neither Python's moto nor a Docker engine with " + MOTO_IMAGE));
    }

    /** Moto with revisions, updates that take a while, and checks; skips the test if there is none. */
    public static URI strict() {
        return STRICT.orElseGet(() -> skip("no strict emulator (set LAMBDA_CI_STRICT_EMULATOR to aws_emulator.py)"));
    }

    /** The strict emulator with IAM policies enforced, but for its root, started anew; skips the test if there is none. */
    public static URI strictWithPolicies() {
        return startStrict(List.of("--iam"))
                .orElseGet(() -> skip("no strict emulator (set LAMBDA_CI_STRICT_EMULATOR to aws_emulator.py)"));
    }

    /**
     * The strict emulator, started anew, whose changes take no time: its CloudFormation does not wait for them. Skips the test
     * if there is none.
     */
    public static URI strictAtOnce() {
        return startStrict(List.of("--inprogress-ms", "0", "--create-ms", "0"))
                .orElseGet(() -> skip("no strict emulator (set LAMBDA_CI_STRICT_EMULATOR to aws_emulator.py)"));
    }

    /** The same, with functions that Terraform can make and publish in one call; skips the test if there is none. */
    public static URI strictForTerraform() {
        return startStrict(List.of("--iam", "--create-ms", "0"))
                .orElseGet(() -> skip("no strict emulator (set LAMBDA_CI_STRICT_EMULATOR to aws_emulator.py)"));
    }

    private static URI skip(String reason) {
        System.err.println("SKIPPED, and nothing is tested instead: " + reason);
        return Assumptions.abort(reason);
    }

    private static Optional<URI> startMoto() {
        if (hasMoto()) {
            int port = freePort();
            return Optional.of(run(port, List.of("-m", "moto.server", "-H", "127.0.0.1", "-p", String.valueOf(port))));
        }
        return DockerClientFactory.instance().isDockerAvailable() ? startMotoContainer() : Optional.empty();
    }

    @SuppressWarnings("resource") // Stopped when the JVM ends, like the processes.
    private static Optional<URI> startMotoContainer() {
        try {
            GenericContainer<?> moto = new GenericContainer<>(MOTO_IMAGE).withExposedPorts(5000);
            moto.start();
            Runtime.getRuntime().addShutdownHook(new Thread(moto::stop));
            return Optional.of(URI.create("http://" + moto.getHost() + ":" + moto.getMappedPort(5000)));
        } catch (ContainerFetchException | ContainerLaunchException e) {
            return Optional.empty();
        }
    }

    private static Optional<URI> startStrict(List<String> more) {
        String named = System.getProperty(
                "LAMBDA_CI_STRICT_EMULATOR",
                System.getenv().getOrDefault("LAMBDA_CI_STRICT_EMULATOR", "../shared/emulator/aws_emulator.py"));
        Path script = Path.of(named).toAbsolutePath().normalize();
        if (!Files.isRegularFile(script) || !hasMoto()) {
            return Optional.empty();
        }
        int port = freePort();
        List<String> arguments = new ArrayList<>(List.of(script.toString(), "-p", String.valueOf(port)));
        // Long enough that a client which does not wait is caught, short enough for a test.
        arguments.addAll(List.of("--inprogress-ms", "250", "--create-ms", "150"));
        arguments.addAll(more);
        return Optional.of(run(port, arguments));
    }

    private static boolean hasMoto() {
        try {
            Process python = new ProcessBuilder("python3", "-c", "import moto.server, flask")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return python.waitFor(START_SECONDS, TimeUnit.SECONDS) && python.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static URI run(int port, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("python3"));
        command.addAll(arguments);
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD);
            // Moto would look for an engine to run functions in.
            builder.environment().put("DOCKER_HOST", "unix:///nonexistent.sock");
            Process process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
            awaitAnswer(process, port);
            return URI.create("http://127.0.0.1:" + port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void awaitAnswer(Process process, int port) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!answers(port)) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IllegalStateException("the emulator does not start: " + process.info());
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
