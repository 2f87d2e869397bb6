package io.github.lambdaci.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.endtoend.Program.Outcome;
import io.github.lambdaci.testing.PackageIndex;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A function's life: the runs that users make, and after each of them what AWS and the function itself say. */
class EndToEndIT {
    @TempDir
    Path temporary;

    private PackageIndex index;

    @BeforeEach
    void startIndex() {
        index = PackageIndex.start();
        ExampleProject.addPackages(index);
    }

    @AfterEach
    void stopIndex() {
        index.close();
    }

    static Stream<Arguments> targetsAndProjects() {
        return Stream.of(Target.values())
                .flatMap(target -> Stream.of(ExampleProject.values()).map(project -> Arguments.of(target, project)));
    }

    @ParameterizedTest(name = "{1} on {0}")
    @MethodSource("targetsAndProjects")
    void lifeOfAFunction(Target target, ExampleProject project) throws Exception {
        String image = project.imageOrSkip();
        try (Target.Running aws = target.start(temporary.resolve("aws"));
                Account account = new Account(aws.endpoint())) {
            new Life(project, image, account, Files.createDirectory(temporary.resolve("project"))).live();
        }
    }

    /** The sequence, with what is expected to be live. */
    private final class Life {
        private final ExampleProject project;
        private final String image;
        private final Account account;
        private final Path folder;
        private final String bucket;
        private final String function;
        private final String prefix;
        private final Program program;

        Life(ExampleProject project, String image, Account account, Path folder) {
            this.project = project;
            this.image = image;
            this.bucket = "artifacts-" + project.name().toLowerCase(Locale.ROOT);
            this.function = "orders-" + project.name().toLowerCase(Locale.ROOT);
            this.prefix = "lambda-ci/" + function + "/";
            this.account = account;
            this.folder = folder;
            Map<String, String> environment = new TreeMap<>(account.environment());
            environment.putAll(ExampleProject.environment(index));
            this.program = new Program(folder, environment);
        }

        void live() throws Exception {
            firstRun();
            nothingChanged();
            freshCloneElsewhere();
            onlyCode();
            onlyDependencies();
            both();
            revertedDependencies();
            aliasDeleted();
            latestChangedByHand();
            foreignLayer();
        }

        private void firstRun() {
            account.provision(bucket, function, project.runtime(), project.handler());
            project.code(folder, "one");
            project.dependencies(folder, "1.0.0");
            Outcome outcome = ship("v1");
            assertThat(outcome.stdout()).isEqualTo(arn("2"));
            assertThat(outcome.stderr()).contains("installing with", "dependencies built");
            assertLive("2", "one", "1.0.0", 1);
            assertThat(account.objects(bucket).keySet())
                    .contains(prefix + "v1/app.zip", prefix + "v1/deps.zip")
                    .contains(prefix + "latest/app.zip", prefix + "latest/deps.zip")
                    .contains(prefix + "latest/" + project.descriptor(), prefix + "latest/latest.json")
                    .anyMatch(key -> key.matches("lambda-ci/packages/[0-9a-f]{64}\\.zip"))
                    .contains(prefix + "lease.json")
                    .hasSize(8);
        }

        private void nothingChanged() {
            Map<String, String> before = account.state(bucket, function);
            Outcome outcome = ship("v1");
            assertThat(outcome.stdout()).isEqualTo(arn("2"));
            assertThat(account.state(bucket, function)).isEqualTo(before);
        }

        private void freshCloneElsewhere() throws Exception {
            Map<String, String> before = account.state(bucket, function);
            Path clone = Git.commitAndClone(folder, temporary.resolve("elsewhere"));
            try (Stream<Path> files = Files.walk(clone)) {
                for (Path file : files.toList()) {
                    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2001-02-03T04:05:06Z")));
                }
            }
            Outcome outcome = program.in(clone)
                    .with("TZ", "Asia/Tokyo")
                    .runWithUmask("077", project.arguments(image, bucket, function, "v1-again"));
            assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
            assertThat(outcome.stdout()).isEqualTo(arn("2"));
            assertThat(account.state(bucket, function)).isEqualTo(before);
        }

        private void onlyCode() {
            List<String> layers = account.layers(function, "latest");
            project.code(folder, "two");
            ship("v2");
            assertLive("3", "two", "1.0.0", 1);
            assertThat(account.layers(function, "latest")).isEqualTo(layers);
            assertThat(account.objects(bucket).keySet())
                    .contains(prefix + "v2/app.zip")
                    .doesNotContain(prefix + "v2/deps.zip");
        }

        private void onlyDependencies() {
            project.dependencies(folder, "2.0.0");
            ship("v3");
            assertLive("4", "two", "2.0.0", 2);
            assertThat(account.objects(bucket).keySet())
                    .contains(prefix + "v3/deps.zip")
                    .doesNotContain(prefix + "v3/app.zip");
            assertThat(account.text(bucket, prefix + "latest/" + project.descriptor()))
                    .contains("2.0.0");
        }

        private void both() {
            project.code(folder, "three");
            project.dependencies(folder, "1.0.0");
            // A comment makes it a descriptor that was never built, though it asks for what version 1 asked for.
            append(project.descriptor(), "\n");
            ship("feature/both");
            assertLive("5", "three", "1.0.0", 3);
            assertThat(account.objects(bucket).keySet())
                    .contains(prefix + "feature/both/app.zip", prefix + "feature/both/deps.zip");
        }

        private void revertedDependencies() {
            project.dependencies(folder, "2.0.0");
            int requests = index.requests().size();
            Outcome outcome = new Program(folder, program.environment())
                    .with("DOCKER_HOST", "unix:///nonexistent.sock")
                    .run(project.arguments(image, bucket, function, "v5"));
            assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
            assertThat(index.requests()).hasSize(requests);
            assertLive("6", "three", "2.0.0", 2);
            assertThat(account.objects(bucket).keySet()).contains(prefix + "v5/deps.zip");
        }

        private void aliasDeleted() {
            account.lambda()
                    .deleteAlias(request -> request.functionName(function).name("latest"));
            Outcome outcome = ship("v5");
            assertThat(outcome.stdout()).isEqualTo(arn("6"));
            assertLive("6", "three", "2.0.0", 2);
        }

        private void latestChangedByHand() {
            String sha = account.configuration(function, "latest").codeSha256();
            account.changeByHand(function);
            assertThat(account.configuration(function, "$LATEST").codeSha256()).isNotEqualTo(sha);
            ship("v5");
            assertThat(account.configuration(function, "$LATEST").codeSha256()).isEqualTo(sha);
            assertLive(account.alias(function).functionVersion(), "three", "2.0.0", 2);
        }

        private void foreignLayer() {
            String foreign = account.attachForeignLayer(function, "somebody-elses");
            project.code(folder, "four");
            ship("v6");
            assertThat(account.layers(function, "latest")).hasSize(2).startsWith(foreign);
            assertThat(account.invoke(function)).contains("\"four\"", "\"2.0.0\"");
        }

        private Outcome ship(String sourceVersion) {
            Outcome outcome = program.run(project.arguments(image, bucket, function, sourceVersion));
            assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
            return outcome;
        }

        private void assertLive(String version, String code, String dependency, int layer) {
            assertThat(account.alias(function).functionVersion()).isEqualTo(version);
            assertThat(account.weights(function)).isEmpty();
            assertThat(account.layers(function, "latest"))
                    .singleElement()
                    .asString()
                    .endsWith(":layer:" + function + "-deps:" + layer);
            assertThat(account.layers(function, "$LATEST")).isEqualTo(account.layers(function, "latest"));
            assertThat(account.configuration(function, "$LATEST").codeSha256())
                    .isEqualTo(account.configuration(function, "latest").codeSha256());
            assertThat(account.invoke(function)).contains("\"" + code + "\"", "\"" + dependency + "\"");
            assertThat(account.text(bucket, prefix + "latest/latest.json")).contains("\"" + version + "\"");
        }

        private void append(String name, String text) {
            try {
                Files.writeString(folder.resolve(name), Files.readString(folder.resolve(name)) + text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private String arn(String version) {
            return "arn:aws:lambda:us-east-1:123456789012:function:" + function + ":" + version + "\n";
        }
    }
}
