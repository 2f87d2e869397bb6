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
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.lambda.model.AliasRoutingConfiguration;

/** A function's life: the runs that users make, and after each of them what AWS and the function itself say. */
class EndToEndIT {
    private static final String BUCKET = "artifacts";
    private static final String FUNCTION = "orders";
    private static final String PREFIX = "lambda-ci/" + FUNCTION + "/";

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
        BuildImage.require(project);
        try (Target.Running aws = target.start(temporary.resolve("aws"));
                Account account = new Account(aws.endpoint())) {
            account.provision(BUCKET, FUNCTION, project.runtime(), project.handler());
            new Life(project, account, Files.createDirectory(temporary.resolve("project"))).live();
        }
    }

    /** The sequence, with what is expected to be live. */
    private final class Life {
        private final ExampleProject project;
        private final Account account;
        private final Path folder;
        private final Program program;

        Life(ExampleProject project, Account account, Path folder) {
            this.project = project;
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
            project.code(folder, "one");
            project.dependencies(folder, "1.0.0");
            Outcome outcome = ship("v1");
            assertThat(outcome.stdout()).isEqualTo(arn("2"));
            assertThat(outcome.stderr()).contains("greeting");
            assertLive("2", "one", "1.0.0", 1);
            assertThat(account.objects(BUCKET).keySet())
                    .contains(PREFIX + "v1/app.zip", PREFIX + "v1/deps.zip")
                    .contains(PREFIX + "latest/app.zip", PREFIX + "latest/deps.zip")
                    .contains(PREFIX + "latest/" + project.descriptor(), PREFIX + "latest/latest.json")
                    .anyMatch(key -> key.matches("lambda-ci/packages/[0-9a-f]{64}\\.zip"))
                    .hasSize(7);
        }

        private void nothingChanged() {
            Map<String, String> before = account.state(BUCKET, FUNCTION);
            Outcome outcome = ship("v1");
            assertThat(outcome.stdout()).isEqualTo(arn("2"));
            assertThat(account.state(BUCKET, FUNCTION)).isEqualTo(before);
        }

        private void freshCloneElsewhere() throws Exception {
            Map<String, String> before = account.state(BUCKET, FUNCTION);
            Path clone = Git.commitAndClone(folder, temporary.resolve("elsewhere"));
            try (Stream<Path> files = Files.walk(clone)) {
                for (Path file : files.toList()) {
                    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2001-02-03T04:05:06Z")));
                }
            }
            Outcome outcome = program.in(clone)
                    .with("TZ", "Asia/Tokyo")
                    .runWithUmask("077", project.arguments(BUCKET, FUNCTION, "v1-again"));
            assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
            assertThat(outcome.stdout()).isEqualTo(arn("2"));
            assertThat(account.state(BUCKET, FUNCTION)).isEqualTo(before);
        }

        private void onlyCode() {
            List<String> layers = account.layers(FUNCTION, "latest");
            project.code(folder, "two");
            ship("v2");
            assertLive("3", "two", "1.0.0", 1);
            assertThat(account.layers(FUNCTION, "latest")).isEqualTo(layers);
            assertThat(account.objects(BUCKET).keySet())
                    .contains(PREFIX + "v2/app.zip")
                    .doesNotContain(PREFIX + "v2/deps.zip");
        }

        private void onlyDependencies() {
            project.dependencies(folder, "2.0.0");
            ship("v3");
            assertLive("4", "two", "2.0.0", 2);
            assertThat(account.objects(BUCKET).keySet())
                    .contains(PREFIX + "v3/deps.zip")
                    .doesNotContain(PREFIX + "v3/app.zip");
            assertThat(account.text(BUCKET, PREFIX + "latest/" + project.descriptor()))
                    .contains("2.0.0");
        }

        private void both() {
            project.code(folder, "three");
            project.dependencies(folder, "1.0.0");
            // A comment makes it a descriptor that was never built, though it asks for what version 1 asked for.
            append(project.descriptor(), "\n");
            ship("feature/both");
            assertLive("5", "three", "1.0.0", 3);
            assertThat(account.objects(BUCKET).keySet())
                    .contains(PREFIX + "feature/both/app.zip", PREFIX + "feature/both/deps.zip");
        }

        private void revertedDependencies() {
            project.dependencies(folder, "2.0.0");
            int requests = index.requests().size();
            Outcome outcome = new Program(folder, program.environment())
                    .with("DOCKER_HOST", "unix:///nonexistent.sock")
                    .run(project.arguments(BUCKET, FUNCTION, "v5"));
            assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
            assertThat(index.requests()).hasSize(requests);
            assertLive("6", "three", "2.0.0", 2);
            assertThat(account.objects(BUCKET).keySet()).contains(PREFIX + "v5/deps.zip");
        }

        private void aliasDeleted() {
            account.lambda()
                    .deleteAlias(request -> request.functionName(FUNCTION).name("latest"));
            Outcome outcome = ship("v5");
            assertThat(outcome.stdout()).isEqualTo(arn("6"));
            assertLive("6", "three", "2.0.0", 2);
        }

        private void latestChangedByHand() {
            String sha = account.configuration(FUNCTION, "latest").codeSha256();
            account.changeByHand(FUNCTION);
            assertThat(account.configuration(FUNCTION, "$LATEST").codeSha256()).isNotEqualTo(sha);
            ship("v5");
            assertThat(account.configuration(FUNCTION, "$LATEST").codeSha256()).isEqualTo(sha);
            assertLive(account.alias(FUNCTION).functionVersion(), "three", "2.0.0", 2);
        }

        private void foreignLayer() {
            String foreign = account.attachForeignLayer(FUNCTION, "somebody-elses");
            project.code(folder, "four");
            ship("v6");
            assertThat(account.layers(FUNCTION, "latest")).hasSize(2).startsWith(foreign);
            assertThat(account.invoke(FUNCTION)).contains("\"four\"", "\"2.0.0\"");
        }

        private Outcome ship(String sourceVersion) {
            Outcome outcome = program.run(project.arguments(BUCKET, FUNCTION, sourceVersion));
            assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
            return outcome;
        }

        private void assertLive(String version, String code, String dependency, int layer) {
            assertThat(account.alias(FUNCTION).functionVersion()).isEqualTo(version);
            assertThat(account.alias(FUNCTION).routingConfig())
                    .isIn(null, AliasRoutingConfiguration.builder().build());
            assertThat(account.layers(FUNCTION, "latest"))
                    .singleElement()
                    .asString()
                    .endsWith(":layer:orders-deps:" + layer);
            assertThat(account.layers(FUNCTION, "$LATEST")).isEqualTo(account.layers(FUNCTION, "latest"));
            assertThat(account.configuration(FUNCTION, "$LATEST").codeSha256())
                    .isEqualTo(account.configuration(FUNCTION, "latest").codeSha256());
            assertThat(account.invoke(FUNCTION)).contains("\"" + code + "\"", "\"" + dependency + "\"");
            assertThat(account.text(BUCKET, PREFIX + "latest/latest.json")).contains("\"" + version + "\"");
        }

        private void append(String name, String text) {
            try {
                Files.writeString(folder.resolve(name), Files.readString(folder.resolve(name)) + text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private String arn(String version) {
            return "arn:aws:lambda:us-east-1:123456789012:function:" + FUNCTION + ":" + version + "\n";
        }
    }
}
