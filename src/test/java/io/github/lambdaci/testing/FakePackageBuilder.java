package io.github.lambdaci.testing;

import io.github.lambdaci.build.CommandBuild;
import io.github.lambdaci.build.PackageBuild;
import io.github.lambdaci.build.PackageBuilder;
import io.github.lambdaci.build.PreparedBuild;
import io.github.lambdaci.failure.BuildException;
import io.github.lambdaci.project.Toolchain;
import io.github.lambdaci.runtime.PackageManager.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Puts the descriptor itself into the layer, so that other dependencies give another layer; what a build command makes
 * is different every time.
 */
public final class FakePackageBuilder implements PackageBuilder {
    private int builds;
    private int commands;
    private int prepared;
    private int released;
    private Runnable whenPrepared = () -> {};
    private boolean failing;
    private boolean empty;
    private final Map<String, String> files = new TreeMap<>();

    /** How many build commands were started. */
    public int commands() {
        return commands;
    }

    /** How many builds of packages were started. */
    public int builds() {
        return builds;
    }

    /** How many builds of packages were prepared for. */
    public int prepared() {
        return prepared;
    }

    /** How many of those were let go of. */
    public int released() {
        return released;
    }

    /** Does something when a build is prepared for. */
    public void whenPrepared(Runnable action) {
        whenPrepared = action;
    }

    /** Makes every build fail. */
    public void fail() {
        failing = true;
    }

    /** Makes every build come to no packages at all. */
    public void produceNothing() {
        empty = true;
    }

    /** Makes every build leave a file beside what it makes of the descriptor. */
    public void produce(String name, String content) {
        files.put(name, content);
    }

    /** Makes every build leave a Python distribution with one module, in place of those of this name before. */
    public void install(String name, String version) {
        files.keySet().removeIf(file -> file.startsWith(name + "-") || file.equals(name + ".py"));
        String info = name + "-" + version + ".dist-info/";
        produce(name + ".py", "version = '" + version + "'\n");
        produce(info + "METADATA", "Name: " + name + "\nVersion: " + version + "\n");
        produce(info + "RECORD", name + ".py,,\n" + info + "METADATA,,\n" + info + "RECORD,,\n");
    }

    /** Makes no build leave this distribution any more. */
    public void uninstall(String name) {
        files.keySet().removeIf(file -> file.startsWith(name + "-") || file.equals(name + ".py"));
    }

    @Override
    public Toolchain toolchain(PackageBuild build) {
        return new Toolchain("fake", "", build.command(Place.HOST));
    }

    @Override
    public PreparedBuild prepare(PackageBuild build, Path layer) {
        prepared++;
        whenPrepared.run();
        return new PreparedBuild() {
            @Override
            public void run() {
                build(build, layer);
            }

            @Override
            public void close() {
                released++;
            }
        };
    }

    @Override
    public void build(PackageBuild build, Path layer) {
        builds++;
        if (failing) {
            throw new BuildException("pip exited with status 1", "see its output above");
        }
        if (empty) {
            return;
        }
        try {
            Path folder = Files.createDirectories(layer.resolve("python"));
            Files.copy(build.descriptor().file(), folder.resolve("installed.txt"));
            writeFiles(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void writeFiles(Path folder) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path target = folder.resolve(file.getKey());
            Files.createDirectories(target.getParent());
            Files.writeString(target, file.getValue());
        }
    }

    @Override
    public Toolchain toolchain(CommandBuild build) {
        return new Toolchain("fake", "", build.command().words());
    }

    @Override
    public void build(CommandBuild build, Path folder) {
        commands++;
        if (failing) {
            throw new BuildException("the build command ended with status 2", "see its output above");
        }
        if (empty) {
            return;
        }
        try {
            Path output = Files.createDirectories(build.packageIn(folder));
            Files.writeString(output.resolve("built"), build.command().line() + " " + UUID.randomUUID());
            writeFiles(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
