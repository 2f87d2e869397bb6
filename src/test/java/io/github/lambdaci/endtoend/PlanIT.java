package io.github.lambdaci.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.endtoend.Program.Outcome;
import io.github.lambdaci.testing.JsonSchema;
import io.github.lambdaci.testing.PackageIndex;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Plans by the packaged program: none writes anything, and the run after each does what the plan said. */
class PlanIT {
    private static final JsonSchema SCHEMA = JsonSchema.read(Path.of("docs/plan.schema.json"));

    @TempDir
    Path temporary;

    private PackageIndex index;

    @BeforeEach
    void startIndex() {
        index = PackageIndex.start();
        addPackage("salutation", "1.0.0", Map.of());
        addPackage("salutation", "2.0.0", Map.of());
        addPackage("legacy", "1.0.0", Map.of());
        addPackage("greeting", "1.0.0", Map.of("salutation", "1.0.0", "legacy", "1.0.0"));
        addPackage("greeting", "2.0.0", Map.of("salutation", "2.0.0"));
    }

    private void addPackage(String name, String version, Map<String, String> dependencies) {
        index.addWheel(
                name,
                version,
                "py3-none-any",
                Map.of(name + ".py", "VERSION = \"" + version + "\"\n"),
                dependencies.entrySet().stream()
                        .map(other -> "Requires-Dist: " + other.getKey() + "==" + other.getValue())
                        .toArray(String[]::new));
        index.addNpmPackage(
                name,
                version,
                Map.of("index.js", "exports.VERSION = \"" + version + "\";\n"),
                Map.of("dependencies", dependencies));
    }

    @AfterEach
    void stopIndex() {
        index.close();
    }

    static Stream<Arguments> targetsAndProjects() {
        return Stream.of(Target.values())
                .flatMap(target -> Stream.of(ExampleProject.values()).map(project -> Arguments.of(target, project)));
    }

    private final WriteObserver writes = new WriteObserver();

    @ParameterizedTest(name = "{1} on {0}")
    @MethodSource("targetsAndProjects")
    void everyPlanComesTrue(Target target, ExampleProject project) throws Exception {
        try (Target.Running aws = target.start(temporary.resolve("aws"));
                Account account = new Account(aws.endpoint());
                FaultProxy proxy = new FaultProxy(aws.endpoint(), writes)) {
            new Life(target, project, account, proxy).live();
        }
    }

    /** Notes requests that are not reads. */
    private static final class WriteObserver implements FaultProxy.Observer {
        private final List<String> seen = new CopyOnWriteArrayList<>();

        @Override
        public void forwarding(HttpMessages.Request request) {
            if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
                seen.add(request.toString());
            }
        }

        @Override
        public void answered(HttpMessages.Request request, String answer) {}
    }

    /** The sequence: before each run, a plan. */
    private final class Life {
        private final Target target;
        private final ExampleProject project;
        private final Account account;
        private final Path folder;
        private final String bucket;
        private final String function;
        private final Program program;

        Life(Target target, ExampleProject project, Account account, FaultProxy proxy) throws IOException {
            this.target = target;
            this.project = project;
            this.account = account;
            this.folder = Files.createDirectory(temporary.resolve("project"));
            this.bucket = "plans-" + project.name().toLowerCase(Locale.ROOT);
            this.function = "planned-" + project.name().toLowerCase(Locale.ROOT);
            Map<String, String> environment = new TreeMap<>(Account.environment(proxy.address()));
            environment.putAll(ExampleProject.environment(index));
            this.program = new Program(folder, environment);
        }

        void live() {
            account.provision(bucket, function, project.runtime(), project.handler());
            firstRelease();
            nothingChanged();
            onlyCode();
            upgradeWithWhatItBrings();
            removal();
            changedByHand();
            aliasDeleted();
        }

        private void firstRelease() {
            project.code(folder, "one");
            project.dependencies(folder, "1.0.0");
            JsonNode plan = plan("v1", 4);
            assertThat(plan.path("comparedWith").asText()).isEqualTo("1");
            assertThat(names(plan.path("dependencies").path("causes"))).containsExactly("first");
            assertThat(packages(plan))
                    .containsExactly("added greeting  1.0.0", "added legacy  1.0.0", "added salutation  1.0.0");
            assertThat(plan.path("dependencies").path("unreadable").isNull()).isTrue();
            if (target == Target.SANDBOX) {
                assertThat(files(plan)).contains("removed dummy.txt").anyMatch(file -> file.startsWith("added app."));
            } else {
                // Moto offers no code for download, and nothing of this function is in the bucket yet.
                assertThat(plan.path("code").path("unreadable").asText()).contains("the code of version 1");
            }
            ship("v1", plan);
        }

        private void nothingChanged() {
            JsonNode plan = plan("v1", 0);
            assertThat(plan.path("changes").asBoolean()).isFalse();
            ship("v1", plan);
        }

        private void onlyCode() {
            project.code(folder, "two");
            write("src/more.txt", "more");
            JsonNode plan = plan("v2", 4);
            assertThat(names(plan.path("reasons"))).containsExactly("code");
            assertThat(files(plan))
                    .hasSize(2)
                    .contains("added more.txt")
                    .anyMatch(file -> file.startsWith("changed app."));
            assertThat(plan.path("dependencies").path("changed").asBoolean()).isFalse();
            ship("v2", plan);
        }

        private void upgradeWithWhatItBrings() {
            project.dependencies(folder, "2.0.0");
            JsonNode plan = plan("v3", 4);
            assertThat(names(plan.path("reasons"))).contains("dependencies");
            assertThat(packages(plan))
                    .containsExactly(
                            "changed greeting 1.0.0 2.0.0", "removed legacy 1.0.0 ", "changed salutation 1.0.0 2.0.0");
            ship("v3", plan);
            assertThat(account.invoke(function)).contains("2.0.0");
        }

        private void removal() {
            write(
                    project.descriptor(),
                    project == ExampleProject.PYTHON
                            ? "salutation==2.0.0\n"
                            : "{ \"name\": \"example\", \"version\": \"1.0.0\", \"dependencies\": { \"salutation\": \"2.0.0\" } }");
            JsonNode plan = plan("v4", 4);
            assertThat(packages(plan)).containsExactly("removed greeting 2.0.0 ");
            ship("v4", plan);
        }

        private void changedByHand() {
            account.changeByHand(function);
            JsonNode plan = plan("v4", 4);
            assertThat(names(plan.path("reasons"))).containsExactly("latest-differs");
            assertThat(plan.path("aliasChange").path("kind").asText()).isEqualTo("none");
            ship("v4", plan);
        }

        private void aliasDeleted() {
            String version = account.alias(function).functionVersion();
            account.lambda()
                    .deleteAlias(request -> request.functionName(function).name("latest"));
            Outcome text = program.run(arguments("plan", "v4"));
            assertThat(text.stdout())
                    .startsWith(function + " would be released: ")
                    .contains("alias latest created");
            JsonNode plan = plan("v4", 4);
            assertThat(names(plan.path("reasons"))).containsExactly("no-alias");
            ship("v4", plan);
            if (target == Target.SANDBOX) {
                assertThat(plan.path("aliasChange").path("after").asText()).isEqualTo(version);
            }
        }

        private JsonNode plan(String sourceVersion, int exitCode) {
            Map<String, String> before = account.objects(bucket);
            String revision = account.configuration(function, "$LATEST").revisionId();
            writes.seen.clear();
            List<String> arguments = arguments("plan", sourceVersion);
            arguments.addAll(List.of("--exit-code", "--output", "json"));
            Outcome outcome = program.run(arguments);
            assertThat(outcome.exitCode()).as(outcome.toString()).isEqualTo(exitCode);
            assertThat(writes.seen).as("requests that are not reads").isEmpty();
            assertThat(account.objects(bucket)).isEqualTo(before);
            assertThat(account.configuration(function, "$LATEST").revisionId()).isEqualTo(revision);
            try {
                JsonNode plan = new ObjectMapper().readTree(outcome.stdout());
                assertThat(SCHEMA.violations(plan)).isEmpty();
                return plan;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Ships, and holds what the plan said against what came of it. */
        private void ship(String sourceVersion, JsonNode plan) {
            Outcome outcome = program.run(arguments("", sourceVersion));
            assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
            assertThat(!outcome.stderr().contains("Nothing changed"))
                    .as(outcome.toString())
                    .isEqualTo(plan.path("changes").asBoolean());
            assertThat(Sha256.ofBase64(account.configuration(function, "latest").codeSha256())
                            .hex())
                    .isEqualTo(plan.path("code").path("after").path("sha256").asText());
            String live = account.alias(function).functionVersion();
            JsonNode after = plan.path("aliasChange").path("after");
            if (after.isNull()) {
                assertThat(live).isNotEqualTo(plan.path("comparedWith").asText());
            } else {
                assertThat(live).isEqualTo(after.asText());
            }
            JsonNode layer = plan.path("layers").path(0);
            long expected = layer.path("change").asText().equals("published")
                    ? layer.path("versionBefore").asLong() + 1
                    : layer.path("versionAfter").asLong();
            assertThat(account.layers(function, "latest"))
                    .containsExactly(layer.path("layerArn").asText() + ":" + expected);
        }

        private List<String> arguments(String command, String sourceVersion) {
            List<String> arguments = new ArrayList<>(command.isEmpty() ? List.of() : List.of(command));
            arguments.addAll(List.of("--app-s3-bucket", bucket, "--function-name", function, "--builder", "host"));
            arguments.addAll(List.of("--app-src-path", "src", "--source-version", sourceVersion));
            arguments.addAll(List.of("--build-env", "PIP_INDEX_URL", "--build-env", "npm_config_registry"));
            return arguments;
        }

        private void write(String name, String text) {
            try {
                Files.writeString(folder.resolve(name), text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static List<String> packages(JsonNode plan) {
        return each(
                plan.path("dependencies").path("packages"),
                found ->
                        found.path("change").asText() + " " + found.path("name").asText() + " "
                                + String.join(",", names(found.path("versionsBefore"))) + " "
                                + String.join(",", names(found.path("versionsAfter"))));
    }

    private static List<String> files(JsonNode plan) {
        return each(
                plan.path("code").path("files"),
                file -> file.path("change").asText() + " " + file.path("name").asText());
    }

    private static List<String> names(JsonNode array) {
        return each(array, JsonNode::asText);
    }

    private static List<String> each(JsonNode array, Function<JsonNode, String> text) {
        return StreamSupport.stream(array.spliterator(), false).map(text).toList();
    }

    @Test
    void sandboxIsLeftAsItIs() throws IOException {
        Path folder = Files.createDirectories(temporary.resolve("orders/src")).resolveSibling("src");
        Files.writeString(folder.resolve("app.py"), "def handler(event, context): return 1\n");
        Program program = new Program(temporary.resolve("orders"), Map.of());
        String[] plan = {"plan", "--sandbox=../sandbox", "--app-src-path", "src", "--exit-code"};

        Outcome first = program.run(plan);
        assertThat(first.exitCode()).as(first.toString()).isEqualTo(4);
        assertThat(first.stderr()).contains("../sandbox has no function orders yet");
        assertThat(first.stdout()).startsWith("orders would be released: version 1 -> a new version");
        assertThat(temporary.resolve("sandbox")).doesNotExist();

        Outcome run = program.run("--sandbox=../sandbox", "--app-src-path", "src");
        assertThat(run.exitCode()).as(run.toString()).isZero();
        Map<String, String> before = tree();
        Outcome second = program.run(plan);
        assertThat(second.exitCode()).as(second.toString()).isZero();
        assertThat(second.stdout()).isEqualTo("Nothing would change: orders stays at version 2 (alias latest)\n");
        Files.writeString(folder.resolve("app.py"), "def handler(event, context): return 2\n");
        assertThat(program.run(plan).exitCode()).isEqualTo(4);
        assertThat(tree()).isEqualTo(before);
    }

    private Map<String, String> tree() throws IOException {
        Map<String, String> tree = new TreeMap<>();
        try (Stream<Path> files = Files.walk(temporary.resolve("sandbox"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                tree.put(file.toString(), Sha256.of(file).hex() + " " + Files.getLastModifiedTime(file));
            }
        }
        return tree;
    }
}
