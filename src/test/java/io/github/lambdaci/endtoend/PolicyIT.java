package io.github.lambdaci.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.InProcess;
import io.github.lambdaci.testing.Emulators;
import io.github.lambdaci.testing.PackageIndex;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The printed policy is enough for what it is for, and none of its rights can be missing. */
final class PolicyIT {
    private static final String COMMANDS = "ship,prune";
    private static final List<String> PROPERTIES =
            List.of("aws.endpointUrl", "aws.region", "aws.accessKeyId", "aws.secretAccessKey");
    /** Without these a run does without; that they are enough is all that can be seen. */
    private static final Set<String> DISPENSABLE = Set.of("lambda:GetAccountSettings", "s3:AbortMultipartUpload");
    /** The emulator does not enforce these. */
    private static final Set<String> NOT_ENFORCED = Set.of("lambda:ListProvisionedConcurrencyConfigs");

    private final ObjectMapper mapper = new ObjectMapper();
    private final Map<String, Optional<String>> before = new HashMap<>();
    private Account owner;
    private Iam user;
    private PackageIndex index;
    private int functions;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() {
        URI endpoint = Emulators.strictWithPolicies();
        Roles.create(endpoint);
        owner = new Account(endpoint);
        user = Iam.createUser(endpoint);
        index = PackageIndex.start();
        ExampleProject.addPackages(index);
        PROPERTIES.forEach(name -> before.put(name, Optional.ofNullable(System.getProperty(name))));
        System.setProperty("aws.endpointUrl", endpoint.toString());
        System.setProperty("aws.region", "us-east-1");
        System.setProperty("aws.accessKeyId", user.accessKey());
        System.setProperty("aws.secretAccessKey", user.secretKey());
    }

    @AfterEach
    void stop() {
        before.forEach((name, value) ->
                value.ifPresentOrElse(was -> System.setProperty(name, was), () -> System.clearProperty(name)));
        index.close();
        owner.close();
    }

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
                        () -> {},
                        arguments(List.of(List.of("prune"), names, List.of("--keep", "1", "--keep-packages", "0s")))));
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
                        List.of("--source-version", code, "--builder", "host", "--build-env", "PIP_INDEX_URL"),
                        more)));
    }

    private static List<String> arguments(List<List<String>> parts) {
        return parts.stream().flatMap(List::stream).toList();
    }

    private static String bucket(String function) {
        return "artifacts-" + function;
    }

    private InProcess.Outcome run(List<String> arguments) {
        Map<String, String> environment = new TreeMap<>(System.getenv());
        environment.put("PIP_INDEX_URL", index.pipIndexUrl());
        environment.put("TMPDIR", folder.toString());
        return InProcess.run(environment, arguments);
    }

    private String function() throws IOException {
        functions++;
        String function = "orders-" + functions;
        owner.provision(bucket(function), function, ExampleProject.PYTHON.runtime(), ExampleProject.PYTHON.handler());
        Files.createDirectories(folder.resolve(function).resolve("src"));
        return function;
    }

    private ObjectNode policy(String function) throws IOException {
        InProcess.Outcome printed = run(List.of(
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
        ObjectNode policy = (ObjectNode) mapper.readTree(printed.stdout());
        // The emulator knows no values to compare with, so that no statement with a condition ever holds.
        policy.path("Statement").forEach(statement -> ((ObjectNode) statement).remove("Condition"));
        return policy;
    }

    /** Runs until something fails. */
    private Optional<InProcess.Outcome> firstFailure(String function) {
        for (Line line : lines(function, folder.resolve(function))) {
            line.preparation().run();
            InProcess.Outcome outcome = run(line.arguments());
            if (outcome.exitCode() != 0) {
                return Optional.of(outcome);
            }
        }
        return Optional.empty();
    }

    @Test
    void printedPolicyIsEnoughAndNoRightOfItCanBeMissing() throws IOException {
        String first = function();
        ObjectNode whole = policy(first);
        user.allow(whole.toString());
        assertThat(firstFailure(first)).as("the whole policy").isEmpty();

        List<String> table = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        for (String action : actions(whole)) {
            String function = function();
            user.allow(without(policy(function), action).toString());
            String row = row(action, firstFailure(function));
            table.add(row);
            if (!isRight(action, row)) {
                wrong.add(row);
            }
        }

        System.out.println("without       it ends with\n" + String.join("\n", table));
        assertThat(wrong).isEmpty();
    }

    private static Set<String> actions(JsonNode policy) {
        Set<String> actions = new TreeSet<>();
        policy.path("Statement")
                .forEach(statement -> statement.path("Action").forEach(action -> actions.add(action.asText())));
        return actions;
    }

    private static ObjectNode without(ObjectNode policy, String action) {
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

    private static String row(String action, Optional<InProcess.Outcome> failure) {
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
