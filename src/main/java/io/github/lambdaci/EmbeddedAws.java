package io.github.lambdaci;

import io.github.lambdaci.announcement.AnnouncementRequest;
import io.github.lambdaci.cli.SandboxRequest;
import io.github.lambdaci.cli.SandboxServing;
import io.github.lambdaci.cli.ShipRequest;
import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.failure.WorkspaceException;
import io.github.lambdaci.notification.Recipients;
import io.github.lambdaci.project.LambdaProject;
import io.github.lambdaci.runtime.Architecture;
import io.github.lambdaci.runtime.LambdaRuntime;
import io.github.lambdaci.sandbox.FunctionSeed;
import io.github.lambdaci.sandbox.SandboxServer;
import io.github.lambdaci.sandbox.SandboxSettings;
import io.github.lambdaci.sandbox.TlsKeys;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/** The sandbox, as the command line starts it; its failures end here. */
final class EmbeddedAws implements SandboxServing {
    private final SandboxServer server;

    private EmbeddedAws(SandboxServer server) {
        this.server = server;
    }

    static EmbeddedAws start(SandboxRequest request) {
        SandboxSettings settings = SandboxSettings.defaults().withDelay(request.updateDelay());
        return new EmbeddedAws(start(
                request.folder(),
                request.port(),
                () -> settings.withTls(tlsKeys().map(TlsKeys::read))));
    }

    /** For the launcher: what it trains Java with is to speak as AWS does. */
    private static Optional<Path> tlsKeys() {
        return Optional.ofNullable(System.getProperty("lambda-ci.sandbox-keys")).map(Path::of);
    }

    /** Starts it with what is in it already. */
    static EmbeddedAws start(Path folder) {
        return new EmbeddedAws(start(folder, 0, SandboxSettings::defaults));
    }

    /** The same, with the bucket and the function that are to be shipped to, as infrastructure as code makes them. */
    EmbeddedAws with(ShipRequest.Sandbox wanted, LambdaProject.Target target) {
        try {
            server.provisionBucket(target.bucket());
            wanted.definition()
                    .ifPresent(definition -> server.provisionFunction(new FunctionSeed(
                            target.function(),
                            definition.runtime().name(),
                            architecture().lambdaName(),
                            definition.handler(),
                            target.alias())));
            return this;
        } catch (UncheckedIOException e) {
            throw unusable(wanted.folder(), e);
        }
    }

    /** Whether it has the bucket and the function that would be shipped to. */
    boolean has(LambdaProject.Target target) {
        return server.has(target.bucket(), target.function());
    }

    /** What a function of it is, if it has one of this name. */
    Optional<ShipRequest.Definition> definition(String function) {
        return server.definition(function)
                .map(found -> new ShipRequest.Definition(LambdaRuntime.of(found.runtime()), found.handler()));
    }

    /** The same, with those who are to be told, as infrastructure as code makes them. */
    EmbeddedAws with(Recipients recipients) {
        recipients.topic().ifPresent(topic -> server.provisionTopic(topic.name(), topic.region()));
        recipients.bus().filter(bus -> bus.place().isEmpty()).ifPresent(bus -> server.provisionEventBus(bus.name()));
        return this;
    }

    /** The same, with the topic that is announced to. */
    EmbeddedAws with(AnnouncementRequest announcement) {
        server.provisionTopic(announcement.topic().name(), announcement.topic().region());
        return this;
    }

    private static SandboxServer start(Path folder, int port, Supplier<SandboxSettings> settings) {
        try {
            return SandboxServer.start(folder, port, settings.get());
        } catch (UncheckedIOException e) {
            throw unusable(folder, e);
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw new ProjectException(
                    "the sandbox cannot be started: " + e.getMessage(),
                    "choose another port or folder: lambda-ci sandbox --port 0 --dir DIR",
                    e);
        }
    }

    private static WorkspaceException unusable(Path folder, UncheckedIOException e) {
        return WorkspaceException.of("using the sandbox's folder " + folder, Objects.requireNonNull(e.getCause()));
    }

    /** This machine's own, so that what is built for the function can also be run here. */
    private static Architecture architecture() {
        return System.getProperty("os.arch").equals("aarch64") ? Architecture.ARM64 : Architecture.X86_64;
    }

    @Override
    public URI endpoint() {
        return server.endpoint();
    }

    @Override
    public void await() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.finishEvents();
        server.close();
    }
}
