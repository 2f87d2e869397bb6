package io.github.lambdaci.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run loads that finds nothing to do: most runs are of this kind, and their time is that of loading classes. */
class LoadedClassesIT {
    /**
     * What only builds, other commands and the sandbox need, what reads YAML and TOML, and what takes long to be prepared for
     * little: calendars, time zones, numbers of processes and secret ones, what Java writes for comparing records, and tables of
     * all of AWS's services.
     */
    private static final List<String> UNNEEDED = List.of(
            "com.fasterxml.jackson.databind.ObjectMapper ",
            "com.fasterxml.jackson.dataformat.",
            "com.github.dockerjava.",
            "com.google.",
            "com.sun.net.httpserver.",
            "com.sun.org.apache.",
            "io.github.lambdaci.cli.FileKeys",
            "io.github.lambdaci.cli.InvocationOptions",
            "io.github.lambdaci.cli.KeepingOptions",
            "io.github.lambdaci.cli.LogOptions",
            "io.github.lambdaci.cli.NeedOptions",
            "io.github.lambdaci.cli.PlanOptions",
            "io.github.lambdaci.config.ConfigFile",
            "io.github.lambdaci.config.Lookups",
            "io.github.lambdaci.docker.ContainerBuild",
            "io.github.lambdaci.docker.ContainerRun",
            "io.github.lambdaci.docker.DockerConnection",
            "io.github.lambdaci.docker.Rehears",
            "io.github.lambdaci.host.HostProcess",
            "io.github.lambdaci.pipeline.PackageSearch",
            "io.github.lambdaci.sandbox.",
            "java.lang.ProcessHandleImpl",
            "java.lang.runtime.ObjectMethods",
            "java.time.zone.TzdbZoneRulesProvider",
            "java.util.GregorianCalendar",
            "java.util.UUID$Holder",
            "java.util.logging.",
            "org.apache.commons.compress.archivers.tar.",
            "org.apache.commons.lang3.",
            "org.bouncycastle.",
            "org.snakeyaml.",
            "org.yaml.",
            "sun.net.www.protocol.http.HttpURLConnection",
            "software.amazon.awssdk.regions.servicemetadata.Dynamodb",
            "software.amazon.awssdk.services.cloudwatch.",
            "software.amazon.awssdk.services.cloudwatchlogs.",
            "software.amazon.awssdk.services.s3.internal.crt.",
            "software.amazon.awssdk.services.s3.internal.multipart.",
            "software.amazon.awssdk.services.s3.presigner.",
            "software.amazon.awssdk.services.sso.",
            "software.amazon.awssdk.services.ssooidc.",
            "software.amazon.awssdk.services.sts.",
            "software.amazon.awssdk.transfer.");

    @TempDir
    Path temporary;

    @Test
    void aRunWithNothingToDoLoadsNothingThatOnlyOthersNeed() throws IOException {
        Path project = temporary.resolve("project");
        Files.writeString(
                Files.createDirectories(project.resolve("src")).resolve("app.py"),
                "def handler(event, context):\n    return 1\n");
        Files.writeString(project.resolve("requirements.txt"), "greeting==1.0.0\n");
        Path log = temporary.resolve("loaded");
        try (Target.Running aws = Target.SANDBOX.start(temporary.resolve("aws"));
                Account account = new Account(aws.endpoint())) {
            account.provision("artifacts", "orders", "python3.11", "app.handler");
            Map<String, String> environment = new TreeMap<>(account.environment());
            environment.put("PATH", StandInPip.path(temporary));
            Program program = new Program(project, environment);
            assertThat(ship(program).exitCode()).isZero();

            Program.Outcome second = ship(new Program(project, environment, List.of("-Xlog:class+load:file=" + log)));

            assertThat(second.stderr()).contains("Nothing changed");
        }
        List<String> loaded = Files.readAllLines(log).stream()
                .map(line -> line.replaceFirst("^(\\[[^]]*])*\\s*", ""))
                .toList();
        assertThat(loaded).anyMatch(line -> line.startsWith("io.github.lambdaci.Main "));
        assertThat(loaded).noneMatch(line -> UNNEEDED.stream().anyMatch(line::startsWith));
    }

    private static Program.Outcome ship(Program program) {
        return program.run(List.of(
                "--app-s3-bucket",
                "artifacts",
                "--function-name",
                "orders",
                "--app-src-path",
                "src",
                "--source-version",
                "v1",
                "--builder",
                "host"));
    }
}
