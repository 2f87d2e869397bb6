package io.github.lambdaci.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaci.build.CommandBuild;
import io.github.lambdaci.build.PackageBuild;
import io.github.lambdaci.build.PreparedBuild;
import io.github.lambdaci.failure.BuildException;
import io.github.lambdaci.project.BuildCommand;
import io.github.lambdaci.project.Descriptor;
import io.github.lambdaci.project.InputFile;
import io.github.lambdaci.runtime.Architecture;
import io.github.lambdaci.runtime.LambdaRuntime;
import io.github.lambdaci.runtime.Language;
import io.github.lambdaci.runtime.PackageManagers;
import io.github.lambdaci.testing.FakePackageBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedBuildsTests {
    private final FakePackageBuilder orders = new FakePackageBuilder();
    private final FakePackageBuilder customers = new FakePackageBuilder();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private SharedBuilds shared;

    @BeforeEach
    void share() throws IOException {
        shared = new SharedBuilds(Files.createDirectory(folder.resolve("shared")));
    }

    @Test
    void theSamePackagesAreBuiltOnce() throws IOException {
        orders.produce("tool", "#!/bin/sh\n");
        Path first = build(orders, "orders", "requests==2", Architecture.X86_64);
        Path second = build(customers, "customers", "requests==2", Architecture.X86_64);

        assertThat(orders.builds()).isOne();
        assertThat(customers.builds()).isZero();
        assertThat(second.resolve("python/installed.txt"))
                .hasSameTextualContentAs(first.resolve("python/installed.txt"));
        assertThat(second.resolve("python/tool")).content().isEqualTo("#!/bin/sh\n");
    }

    @Test
    void eachHasItsOwnCopyOfThem() throws IOException {
        Path first = build(orders, "orders", "requests==2", Architecture.X86_64);
        Files.delete(first.resolve("python/installed.txt"));

        assertThat(build(customers, "customers", "requests==2", Architecture.X86_64)
                        .resolve("python/installed.txt"))
                .exists();
    }

    @Test
    void otherPackagesAndAnotherArchitectureAreBuiltToo() throws IOException {
        build(orders, "orders", "requests==2", Architecture.X86_64);
        build(customers, "customers", "requests==3", Architecture.X86_64);
        build(customers, "more", "requests==2", Architecture.ARM64);

        assertThat(customers.builds()).isEqualTo(2);
    }

    @Test
    void aFailureIsThatOfAllWhoNeedThem() {
        orders.fail();

        assertThatThrownBy(() -> build(orders, "orders", "requests==2", Architecture.X86_64))
                .isInstanceOf(BuildException.class);
        assertThatThrownBy(() -> build(customers, "customers", "requests==2", Architecture.X86_64))
                .isInstanceOf(BuildException.class);
        assertThat(customers.builds()).isZero();
    }

    @Test
    void whatACommandMakesForSeveralPlacesIsMadeOnce() throws IOException {
        Path europe = command(orders, "europe", "make");
        Path america = command(customers, "america", "make");
        command(customers, "asia", "make all");

        assertThat(orders.commands()).isOne();
        assertThat(customers.commands()).as("of another command").isOne();
        assertThat(america.resolve("dist/built")).hasSameTextualContentAs(europe.resolve("dist/built"));
    }

    private Path command(FakePackageBuilder builder, String place, String line) throws IOException {
        Path target = Files.createDirectory(folder.resolve(place));
        shared.over(builder)
                .build(
                        new CommandBuild(
                                new BuildCommand(line, BuildCommand.Origin.OPTION),
                                List.of(),
                                LambdaRuntime.of("provided.al2023"),
                                Architecture.ARM64),
                        target);
        return target;
    }

    @Test
    void whatOneFunctionMadeReadyIsUsed() throws IOException {
        Path layer = layer("orders");
        try (PreparedBuild build = prepare(orders, "orders", "requests==2", layer)) {
            build.run();
        }

        assertThat(layer.resolve("python/installed.txt")).hasContent("requests==2");
        assertThat(orders.builds()).isOne();
        assertThat(orders.released()).isOne();
    }

    @Test
    void onlyOneFunctionMakesReadyForTheSamePackages() throws IOException {
        Path layer = layer("customers");
        try (PreparedBuild first = prepare(orders, "orders", "requests==2", layer("orders"));
                PreparedBuild second = prepare(customers, "customers", "requests==2", layer)) {
            first.run();
            second.run();
        }

        assertThat(customers.prepared()).isZero();
        assertThat(customers.builds()).isZero();
        assertThat(layer.resolve("python/installed.txt")).hasContent("requests==2");
    }

    @Test
    void whoeverMadeReadyInVainKeepsNobodyFromBuilding() throws IOException {
        prepare(orders, "orders", "requests==2", layer("orders")).close();

        try (PreparedBuild build = prepare(customers, "customers", "requests==2", layer("customers"))) {
            build.run();
        }

        assertThat(orders.released()).isOne();
        assertThat(orders.builds()).isZero();
        assertThat(customers.builds()).isOne();
    }

    @Test
    void whatWasMadeReadyAndThenBuiltByAnotherIsLetGo() throws IOException {
        Path layer = layer("orders");
        try (PreparedBuild late = prepare(orders, "orders", "requests==2", layer)) {
            build(customers, "customers", "requests==2", Architecture.X86_64);
            late.run();
        }

        assertThat(orders.builds()).isZero();
        assertThat(orders.released()).isOne();
        assertThat(layer.resolve("python/installed.txt")).hasContent("requests==2");
    }

    private PreparedBuild prepare(FakePackageBuilder builder, String function, String requirements, Path layer)
            throws IOException {
        return shared.over(builder).prepare(packages(function, requirements, Architecture.X86_64), layer);
    }

    private Path build(FakePackageBuilder builder, String function, String requirements, Architecture architecture)
            throws IOException {
        Path layer = layer(function);
        shared.over(builder).build(packages(function, requirements, architecture), layer);
        return layer;
    }

    private Path layer(String function) throws IOException {
        return Files.createDirectory(folder.resolve(function + "-layer"));
    }

    private PackageBuild packages(String function, String requirements, Architecture architecture) throws IOException {
        Path project = Files.createDirectory(folder.resolve(function));
        Path file = Files.writeString(project.resolve("requirements.txt"), requirements);
        Descriptor descriptor = new Descriptor(
                PackageManagers.usual(Language.PYTHON),
                "requirements.txt",
                project,
                "requirements.txt",
                List.of(new InputFile("requirements.txt", file, Optional.empty())));
        return new PackageBuild(descriptor, LambdaRuntime.of("python3.13"), architecture);
    }
}
