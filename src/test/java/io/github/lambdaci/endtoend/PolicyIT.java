package io.github.lambdaci.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.endtoend.Program.Outcome;
import io.github.lambdaci.testing.Emulators;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The printed policy is enough for what it is for, and none of its rights can be missing. */
final class PolicyIT {
    private static final String COMMANDS = "ship,prune";
    private static final int AT_A_TIME = 2 * Runtime.getRuntime().availableProcessors();
    /** Without these a run does without; that they are enough is all that can be seen. */
    private static final Set<String> DISPENSABLE = Set.of("lambda:GetAccountSettings", "s3:AbortMultipartUpload");
    /** The emulator does not enforce these. */
    private static final Set<String> NOT_ENFORCED = Set.of("lambda:ListProvisionedConcurrencyConfigs");

    private final ObjectMapper mapper = new ObjectMapper();
    private final AtomicInteger functions = new AtomicInteger();
    private URI endpoint;
    private Account owner;
    private String path;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() {
        endpoint = Emulators.strictWithPolicies();
        Roles.create(endpoint);
        owner = new Account(endpoint);
        path = StandInPip.path(folder);
    }

    @AfterEach
    void stop() {
        owner.close();
    }

    /** A function and a user who ships it. */
    private record Shipped(String function, Iam user, Program program) {}

    /** A command line and what is done before it. */
    private record Line(Runnable preparation, List<String> arguments) {}

    /** What is run under the policy: every command that it is for, in all that it may do. */
    private List<Line> lines(String function, Path project) {
        List<String> names = List.of("--app-s3-bucket", bucket(function), "--function-name", function);
        return List.of(
                ship(project, names, "1.0.0", "1.0.0", List.of()),
                ship(project, names, "2.0.0", "2.0.0", List.of("--function-alias-name", "qa")),
                ship(project, names, "3.0.0", "2.0.0", List.of()),
                ship(project, names, "4.0.0", "2.0.0", List.of()),
                new Line(
                        () -> anotherFunctionIsReleased(function),
                        arguments(List.of(List.of("prune"), names, List.of("--keep", "1", "--keep-packages", "0s")))));
    }

    /** To the same bucket; a prune must know what it needs. */
    private void anotherFunctionIsReleased(String function) {
        String marker = owner.text(bucket(function), "lambda-ci/" + function + "/latest/latest.json");
        owner.write(bucket(function), "lambda-ci/carts/latest/latest.json", marker);
    }

    private static Line ship(Path project, List<String> names, String code, String dependencies, List<String> more) {
        return new Line(
                () -> {
                    ExampleProject.PYTHON.code(project, code);
                    ExampleProject.PYTHON.dependencies(project, dependencies);
                },
                arguments(List.of(
                        names,
                        List.of("--app-src-path", project.resolve("src").toString()),
                        List.of(
                                "--app-packages-descriptor-path",
                                project.resolve("requirements.txt").toString()),
                        List.of("--source-version", code, "--builder", "host"),
                        more)));
    }

    private static List<String> arguments(List<List<String>> parts) {
        return parts.stream().flatMap(List::stream).toList();
    }

    private static String bucket(String function) {
        return "artifacts-" + function;
    }

    private Shipped function() {
        String function = "orders-" + functions.incrementAndGet();
        owner.provision(bucket(function), function, ExampleProject.PYTHON.runtime(), ExampleProject.PYTHON.handler());
        Iam user = Iam.createUser(endpoint, function);
        Map<String, String> environment = new TreeMap<>(owner.environment());
        environment.putAll(user.credentials());
        environment.put("PATH", path);
        try {
            Path project = folder.resolve(function).resolve("project");
            Files.createDirectories(project.resolve("src"));
            return new Shipped(function, user, new Program(project, environment));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ObjectNode policy(Shipped shipped) {
        String function = shipped.function();
        Outcome printed = shipped.program()
                .run(List.of(
                        "policy",
                        "--command",
                        COMMANDS,
                        "--app-s3-bucket",
                        bucket(function),
                        "--function-name",
                        function,
                        "--account",
                        "123456789012",
                        "--region",
                        "us-east-1"));
        assertThat(printed.exitCode()).isZero();
        ObjectNode policy = json(printed.stdout());
        // The emulator knows no values to compare with, so that no statement with a condition ever holds.
        policy.path("Statement").forEach(statement -> ((ObjectNode) statement).remove("Condition"));
        return policy;
    }

    private ObjectNode json(String text) {
        try {
            return (ObjectNode) mapper.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }

    /** Runs until something fails. */
    private Optional<Outcome> firstFailure(Shipped shipped) {
        for (Line line : lines(shipped.function(), shipped.program().folder())) {
            line.preparation().run();
            Outcome outcome = shipped.program().run(line.arguments());
            if (outcome.exitCode() != 0) {
                return Optional.of(outcome);
            }
        }
        return Optional.empty();
    }

    @Test
    void printedPolicyIsEnoughAndNoRightOfItCanBeMissing() throws Exception {
        Shipped first = function();
        ObjectNode whole = policy(first);
        first.user().allow(whole.toString());
        assertThat(firstFailure(first)).as("the whole policy").isEmpty();

        Map<String, String> table = table(actions(whole), PolicyIT::without);

        System.out.println("without       it ends with\n" + String.join("\n", table.values()));
        assertThat(table)
                .allSatisfy((action, row) ->
                        assertThat(isRight(action, row)).as(row).isTrue());
    }

    @Test
    void noStatementOfThePrintedPolicyCanBeMissing() throws Exception {
        Map<String, Set<String>> statements = new TreeMap<>();
        policy(function())
                .path("Statement")
                .forEach(statement -> statements.put(statement.path("Sid").asText(), actionsOf(statement)));

        Map<String, String> table = table(statements.keySet(), PolicyIT::withoutStatement);

        System.out.println("without       it ends with\n" + String.join("\n", table.values()));
        assertThat(table)
                .hasSizeGreaterThan(3)
                .allSatisfy((sid, row) -> assertThat(row)
                        .contains(" exit 1: ")
                        .containsAnyOf(statements.getOrDefault(sid, Set.of()).toArray(new String[0])));
    }

    /** What the absence of each of these leads to. */
    private Map<String, String> table(Set<String> names, BiFunction<ObjectNode, String, ObjectNode> removal)
            throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
        try {
            Map<String, Future<String>> rows = new TreeMap<>();
            for (String name : names) {
                rows.put(name, threads.submit(() -> row(name, after(policy -> removal.apply(policy, name)))));
            }
            Map<String, String> table = new TreeMap<>();
            for (Map.Entry<String, Future<String>> row : rows.entrySet()) {
                table.put(row.getKey(), row.getValue().get());
            }
            return table;
        } finally {
            threads.shutdownNow();
        }
    }

    private Optional<Outcome> after(UnaryOperator<ObjectNode> change) {
        Shipped shipped = function();
        shipped.user().allow(change.apply(policy(shipped)).toString());
        return firstFailure(shipped);
    }

    static Set<String> actions(JsonNode policy) {
        Set<String> actions = new TreeSet<>();
        policy.path("Statement").forEach(statement -> actions.addAll(actionsOf(statement)));
        return actions;
    }

    private static Set<String> actionsOf(JsonNode statement) {
        Set<String> actions = new TreeSet<>();
        statement.path("Action").forEach(action -> actions.add(action.asText()));
        return actions;
    }

    private static ObjectNode withoutStatement(ObjectNode policy, String sid) {
        Iterator<JsonNode> statements = policy.path("Statement").iterator();
        while (statements.hasNext()) {
            if (statements.next().path("Sid").asText().equals(sid)) {
                statements.remove();
            }
        }
        return policy;
    }

    static ObjectNode without(ObjectNode policy, String action) {
        Iterator<JsonNode> statements = policy.path("Statement").iterator();
        while (statements.hasNext()) {
            Iterator<JsonNode> actions = statements.next().path("Action").iterator();
            int left = 0;
            while (actions.hasNext()) {
                if (actions.next().asText().equals(action)) {
                    actions.remove();
                } else {
                    left++;
                }
            }
            if (left == 0) {
                statements.remove();
            }
        }
        return policy;
    }

    private static String row(String action, Optional<Outcome> failure) {
        String result = failure.map(outcome -> "exit " + outcome.exitCode() + ": " + error(outcome.stderr()))
                .orElse("nothing fails");
        return String.format("%-42s %s", action, result);
    }

    private static String error(String stderr) {
        int start = stderr.indexOf("ERROR ");
        return start < 0 ? stderr : stderr.substring(start + 6).replaceAll("\\s+", " ");
    }

    private static boolean isRight(String action, String row) {
        boolean dispensable = DISPENSABLE.contains(action) || NOT_ENFORCED.contains(action);
        return dispensable
                ? row.endsWith("nothing fails")
                : row.contains(" exit 1: ") && row.indexOf(action, action.length()) > 0;
    }
}
