package io.github.lambdaci.endtoend;

import io.github.lambdaci.artifact.LocalFiles;
import io.github.lambdaci.sandbox.SandboxServer;
import io.github.lambdaci.sandbox.SandboxSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Makes sites for tests that need hundreds of them. */
final class Sites {
    /** Short, because it is waited for hundreds of times, but there. */
    private static final Duration DELAY = Duration.ofMillis(60);

    /** Of all sites of this JVM, which share an emulator. */
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Path folder;
    private final String path;
    private final Map<Scenario, Path> prepared = new ConcurrentHashMap<>();

    Sites(Path folder) {
        this.folder = folder;
        this.path = StandInPip.path(folder);
    }

    /** A site of its own, on which all is ready for a scenario's run. */
    Site open(Target target, Scenario scenario) {
        Path own = folder.resolve("site-" + COUNT.incrementAndGet());
        if (target == Target.SANDBOX) {
            // What is the same for all runs is done once, which an emulator's state in memory does not allow.
            copy(prepared.computeIfAbsent(scenario, this::prepare), own);
            return inSandbox(own, () -> delete(own));
        }
        Site site = inEmulator(target, own);
        prepare(site, scenario);
        return site;
    }

    private Path prepare(Scenario scenario) {
        Path own = folder.resolve("prepared-" + COUNT.incrementAndGet());
        try (Site site = inSandbox(own, () -> {})) {
            prepare(site, scenario);
        }
        return own;
    }

    private static void prepare(Site site, Scenario scenario) {
        scenario.before().accept(site);
        if (!scenario.keepsLease()) {
            site.forgetLease();
        }
    }

    private Site inSandbox(Path own, Runnable close) {
        SandboxServer server = SandboxServer.start(
                own.resolve("aws"), 0, SandboxSettings.defaults().withDelay(DELAY));
        return site(own, server.endpoint(), "orders", () -> {
            server.close();
            close.run();
        });
    }

    private Site inEmulator(Target target, Path own) {
        Target.Running aws = target.start(own.resolve("aws"));
        return site(own, aws.endpoint(), own.getFileName().toString(), () -> {
            aws.close();
            delete(own);
        });
    }

    private Site site(Path own, URI aws, String function, Runnable close) {
        Map<String, String> environment = new TreeMap<>(Account.environment(aws));
        environment.put("PATH", path);
        try {
            Program program = new Program(Files.createDirectories(own.resolve("project")), environment);
            return new Site(new Account(aws), aws, function + "-artifacts", function, program, close);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Files.copy(path, to.resolve(from.relativize(path).toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path own) {
        try {
            LocalFiles.delete(own);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
