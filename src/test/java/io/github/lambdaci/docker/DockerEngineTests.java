package io.github.lambdaci.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.build.BuildEnvironment;
import io.github.lambdaci.build.PackageBuild;
import io.github.lambdaci.failure.BuildException;
import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.project.Descriptor;
import io.github.lambdaci.runtime.Architecture;
import io.github.lambdaci.runtime.LambdaRuntime;
import io.github.lambdaci.runtime.Language;
import io.github.lambdaci.runtime.PackageManagers;
import io.github.lambdaci.testing.RecordingBuildLog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How an engine is found, spoken to and complained about; the engine is a few lines of HTTP. */
final class DockerEngineTests {
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private String apiVersion = "1.41";
    private int pullStatus = 500;
    private String pullAnswer = "";
    private HttpServer server;

    @TempDir
    Path folder;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        requests.add(exchange.getRequestMethod() + " " + path);
        try (exchange) {
            if (path.endsWith("/_ping")) {
                send(exchange, 200, "OK");
            } else if (path.endsWith("/version")) {
                send(exchange, 200, "{\"ApiVersion\":\"" + apiVersion + "\"}");
            } else if (path.endsWith("/images/create")) {
                send(exchange, pullStatus, pullAnswer);
            } else {
                send(exchange, 404, "{\"message\":\"No such image\"}");
            }
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private DockerEngine engine() {
        return engine("tcp://127.0.0.1:" + server.getAddress().getPort());
    }

    private static DockerEngine engine(String host) {
        return new DockerEngine(Map.of("DOCKER_HOST", host));
    }

    private void build(DockerEngine engine) {
        Descriptor descriptor = new Descriptor(
                PackageManagers.usual(Language.PYTHON), "requirements.txt", folder, "requirements.txt", List.of());
        try (DockerPackageBuilder builder = new DockerPackageBuilder(
                engine,
                BuildImages.of(Optional.empty(), Optional.of("team/image:tag")),
                ContainerOptions.USUAL,
                BuildEnvironment.NONE,
                new RecordingBuildLog())) {
            builder.build(
                    new PackageBuild(descriptor, LambdaRuntime.of("python3.13"), Architecture.ARM64),
                    folder.resolve("layer"));
        }
    }

    @Test
    void anEngineAnswers() {
        assertThat(engine().answers()).isTrue();
        assertThat(requests).containsExactly("GET /_ping");
    }

    @Test
    void nothingAnswersWhereNothingListens() throws IOException {
        assertThat(engine("unix://" + folder.resolve("nowhere.sock")).answers()).isFalse();
        assertThat(engine("unix://" + Files.createFile(folder.resolve("file"))).answers())
                .isFalse();
        assertThat(engine("ssh://user@host").answers()).isFalse();
        server.stop(0);
        assertThat(engine().answers()).isFalse();
    }

    @Test
    void aSocketThatHangsUpIsNoEngine() throws Exception {
        Path socket = folder.resolve("odd.sock");
        try (ServerSocketChannel odd = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            odd.bind(UnixDomainSocketAddress.of(socket));
            Thread accepting = new Thread(() -> {
                try {
                    odd.accept().close();
                } catch (IOException e) {
                    // The test is over.
                }
            });
            accepting.start();

            assertThat(engine("unix://" + socket).answers()).isFalse();
            accepting.join();
        }
    }

    @ParameterizedTest
    @CsvSource({"1.41, 1.41", "1.44, 1.44", "1.52, 1.44", "1.100, 1.44"})
    void theNewestVersionThatBothKnowIsSpoken(String offered, String spoken) {
        apiVersion = offered;
        pullAnswer = "{\"message\":\"no\"}";

        assertThatExceptionOfType(BuildException.class).isThrownBy(() -> build(engine()));

        assertThat(requests).contains("GET /v" + spoken + "/images/team/image:tag/json");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "500 | {\"message\":\"toomanyrequests: Rate exceeded\"} | docker login",
                "404 | {\"message\":\"pull access denied for team/image\"} | docker login",
                "404 | {\"message\":\"manifest for team/image:tag not found\"} | --build-docker-image",
                "404 | {\"message\":\"no matching manifest for linux/arm64/v8\"} | not there for this architecture",
                "500 | {\"message\":\"x509: certificate signed by unknown authority\"} | does not trust",
                "200 | {\"errorDetail\":{\"message\":\"toomanyrequests\"},\"error\":\"toomanyrequests\"} | docker login"
            })
    void aRefusedPullSaysWhatToTry(int status, String answer, String hint) {
        pullStatus = status;
        pullAnswer = answer;

        assertThatExceptionOfType(BuildException.class)
                .isThrownBy(() -> build(engine()))
                .withMessageContaining("image team/image:tag for linux/arm64 cannot be pulled: ")
                .withMessageNotContaining("{")
                .satisfies(failure -> assertThat(failure.hint()).contains(hint));
    }

    @Test
    void noEngineSaysWhereItWasLookedForAndWhatToTry() {
        String host = "unix://" + folder.resolve("nowhere.sock");

        assertThatExceptionOfType(BuildException.class)
                .isThrownBy(() -> build(engine(host)))
                .withMessageContaining("no Docker engine answers at " + host)
                .satisfies(failure -> assertThat(failure.hint()).contains("--builder host"));
    }

    @Test
    void aSocketThatIsForOthersSaysSo() {
        BuildException failure = DockerFailures.unreachable(
                new DockerEndpoint(URI.create("unix:///var/run/docker.sock"), Optional.empty()),
                new IllegalStateException(new IOException("Permission denied")));

        assertThat(failure).hasMessageContaining("this user may not use the Docker engine");
        assertThat(failure.hint()).contains("group docker");
    }

    @Test
    void anEngineBehindSshIsRefusedWithAWayOut() {
        assertThatExceptionOfType(BuildException.class)
                .isThrownBy(() -> build(engine("ssh://user@host")))
                .satisfies(failure -> assertThat(failure.hint()).contains("DOCKER_HOST"));
    }

    @Test
    void theCurrentContextOfTheDockerCommandIsTaken() throws IOException {
        Files.writeString(folder.resolve("config.json"), "{\"currentContext\":\"remote\"}");
        String hash = Sha256.of("remote".getBytes(StandardCharsets.UTF_8)).hex();
        Path meta = Files.createDirectories(folder.resolve("contexts/meta").resolve(hash));
        Files.writeString(
                meta.resolve("meta.json"),
                "{\"Name\":\"remote\",\"Endpoints\":{\"docker\":{\"Host\":\"tcp://10.0.0.1:2376\"}}}");
        Files.createDirectories(folder.resolve("contexts/tls").resolve(hash).resolve("docker"));
        Map<String, String> environment = Map.of("DOCKER_CONFIG", folder.toString());

        DockerEndpoint endpoint = DockerEndpoint.of(environment);

        assertThat(endpoint.host()).hasToString("tcp://10.0.0.1:2376");
        assertThat(endpoint.certificates()).isPresent();
        assertThat(DockerEndpoint.of(Map.of("DOCKER_CONFIG", folder.toString(), "DOCKER_CONTEXT", "default"))
                        .host())
                .hasToString("unix:///var/run/docker.sock");
        assertThatExceptionOfType(ProjectException.class)
                .isThrownBy(() ->
                        DockerEndpoint.of(Map.of("DOCKER_CONFIG", folder.toString(), "DOCKER_CONTEXT", "missing")))
                .withMessageContaining("'missing'");
    }

    @Test
    void tlsIsSpokenWhereItIsAskedFor() {
        assertThat(DockerEndpoint.of(Map.of(
                                "DOCKER_HOST", "tcp://h:2376", "DOCKER_TLS_VERIFY", "1", "DOCKER_CERT_PATH", "/certs"))
                        .certificates())
                .contains(Path.of("/certs"));
        assertThat(DockerEndpoint.of(Map.of("DOCKER_HOST", "tcp://h:2375", "DOCKER_CERT_PATH", "/certs"))
                        .certificates())
                .isEmpty();
    }
}
