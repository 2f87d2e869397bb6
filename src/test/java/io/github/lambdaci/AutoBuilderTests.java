package io.github.lambdaci;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.lambdaci.build.CommandBuild;
import io.github.lambdaci.build.PackageBuild;
import io.github.lambdaci.build.PackageBuilder;
import io.github.lambdaci.console.ConsoleLog;
import io.github.lambdaci.console.Terminal;
import io.github.lambdaci.docker.DockerEngine;
import io.github.lambdaci.project.Descriptor;
import io.github.lambdaci.project.Toolchain;
import io.github.lambdaci.runtime.Architecture;
import io.github.lambdaci.runtime.LambdaRuntime;
import io.github.lambdaci.runtime.Language;
import io.github.lambdaci.runtime.PackageManagers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which builder is taken, with an engine for x86_64 that is a few lines of HTTP. */
final class AutoBuilderTests {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private HttpServer server;
    private String trial = "{\"message\":\"exec /probe: exec format error\"}";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath().replaceFirst("^/v[\\d.]+", "");
            int status = path.equals("/containers/create") ? 500 : 200;
            byte[] body = (switch (path) {
                        case "/version" -> "{\"ApiVersion\":\"1.41\",\"Arch\":\"amd64\"}";
                        case "/info" -> "{\"OperatingSystem\":\"Debian GNU/Linux 12\"}";
                        case "/containers/create" -> trial;
                        default -> "{}";
                    })
                    .getBytes(StandardCharsets.UTF_8);
            try (exchange) {
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(status, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String chosen(String engine, Architecture architecture) {
        ConsoleLog log = new ConsoleLog(
                new PrintStream(said, true, StandardCharsets.UTF_8),
                Terminal.of(Map.of("CI", "true"), 0, StandardCharsets.UTF_8),
                InstantSource.system());
        AutoBuilder builder =
                new AutoBuilder(new DockerEngine(Map.of("DOCKER_HOST", engine)), named("docker"), named("host"), log);
        Descriptor descriptor = new Descriptor(
                PackageManagers.usual(Language.PYTHON),
                "requirements.txt",
                Path.of("/p"),
                "requirements.txt",
                List.of());
        PackageBuild build = new PackageBuild(descriptor, LambdaRuntime.of("python3.13"), architecture);
        String first = builder.toolchain(build).builder();
        assertThat(builder.toolchain(build).builder()).isEqualTo(first);
        return first;
    }

    private static PackageBuilder named(String name) {
        return new PackageBuilder() {
            @Override
            public Toolchain toolchain(PackageBuild build) {
                return new Toolchain(name, "", List.of());
            }

            @Override
            public Toolchain toolchain(CommandBuild build) {
                return new Toolchain(name, "", List.of());
            }

            @Override
            public void build(PackageBuild build, Path layer) {
                throw new AssertionError("nothing is to be built");
            }

            @Override
            public void build(CommandBuild build, Path folder) {
                throw new AssertionError("nothing is to be built");
            }
        };
    }

    private String engine() {
        return "tcp://127.0.0.1:" + server.getAddress().getPort();
    }

    @Test
    void anEngineOfTheFunctionsKindBuilds() {
        assertThat(chosen(engine(), Architecture.X86_64)).isEqualTo("docker");
        assertThat(said.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void withoutAnEngineThisMachineBuildsAndItIsSaidOnce() {
        server.stop(0);

        assertThat(chosen(engine(), Architecture.X86_64)).isEqualTo("host");
        assertThat(said.toString(StandardCharsets.UTF_8)).containsOnlyOnce("no Docker engine answers");
    }

    @Test
    void whereTheEngineCannotRunTheFunctionsArchitectureThisMachineBuildsAndItIsSaidOnce() {
        assertThat(chosen(engine(), Architecture.ARM64)).isEqualTo("host");
        assertThat(said.toString(StandardCharsets.UTF_8))
                .containsOnlyOnce("the Docker engine cannot run images for arm64");
    }

    @Test
    void anEngineThatRefusesTheTrialForAnotherReasonIsBelieved() {
        trial = "{\"message\":\"authorization denied by plugin\"}";

        assertThat(chosen(engine(), Architecture.ARM64)).isEqualTo("docker");
    }
}
