package io.github.lambdaci.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.testing.Emulators;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The printed policies of both places of a promotion are enough, and none of the rights to read can be missing. */
final class PromotePolicyIT {
    /** Used only where something is not there: what to say of an alias, code in the bucket, an object. */
    private static final Set<String> DISPENSABLE = Set.of("lambda:ListAliases", "lambda:GetFunction", "s3:ListBucket");

    private final ObjectMapper mapper = new ObjectMapper();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private URI endpoint;

    @SuppressWarnings("NullAway.Init")
    private Account owner;

    @SuppressWarnings("NullAway.Init")
    private Program root;

    @BeforeEach
    void shipToQa() throws IOException {
        endpoint = Emulators.strictWithPolicies();
        Roles.create(endpoint);
        owner = new Account(endpoint);
        owner.provision("qa-artifacts", "orders-qa", "python3.11", "app.handler");
        Path project = Files.createDirectories(folder.resolve("project"));
        Files.writeString(project.resolve("app.py"), "def handler(event, context):\n    return 'orders'\n");
        Files.writeString(project.resolve("requirements.txt"), "greeting==1.0\n");
        Map<String, String> environment = new TreeMap<>(owner.environment());
        environment.put("PATH", StandInPip.path(folder.resolve("tools")));
        root = new Program(project, environment);
        Program.Outcome shipped = root.run(
                "--builder=host",
                "--app-s3-bucket=qa-artifacts",
                "--function-name=orders-qa",
                "--source-version=1.0.0");
        assertThat(shipped.exitCode()).as(shipped.toString()).isZero();
    }

    @AfterEach
    void close() {
        owner.close();
    }

    private ObjectNode policy(String command, String bucket, String function) throws IOException {
        Program.Outcome printed = root.run(List.of(
                "policy",
                "--command=" + command,
                "--app-s3-bucket=" + bucket,
                "--function-name=" + function,
                "--account=123456789012",
                "--region=us-east-1"));
        assertThat(printed.exitCode()).as(printed.toString()).isZero();
        ObjectNode policy = (ObjectNode) mapper.readTree(printed.stdout());
        // The emulator knows no values to compare with, so that no statement with a condition ever holds.
        policy.path("Statement").forEach(statement -> ((ObjectNode) statement).remove("Condition"));
        return policy;
    }

    /** Promotes to a new function, as one user here and another one there. */
    private Program.Outcome promote(String name, ObjectNode origin) throws IOException {
        String function = "orders-" + name;
        owner.provision("artifacts-" + name, function, "python3.11", "app.handler");
        Iam reader = Iam.createUser(endpoint, "reader-" + name);
        reader.allow(origin.toString());
        Iam releaser = Iam.createUser(endpoint, "releaser-" + name);
        releaser.allow(policy("ship", "artifacts-" + name, function).toString());
        Path profiles = Files.writeString(
                folder.resolve("credentials-" + name), profile("qa", reader) + profile("prod", releaser));
        Map<String, String> environment = new TreeMap<>(root.environment());
        environment.keySet().removeIf(variable -> variable.startsWith("AWS_ACCESS") || variable.startsWith("AWS_SEC"));
        environment.put("AWS_SHARED_CREDENTIALS_FILE", profiles.toString());
        List<String> words = new ArrayList<>(List.of("promote", "--from-function-name", "orders-qa"));
        words.addAll(List.of("--from-app-s3-bucket", "qa-artifacts", "--from-aws-profile-name", "qa"));
        words.addAll(List.of("--function-name", function, "--app-s3-bucket", "artifacts-" + name));
        words.addAll(List.of("--aws-profile-name", "prod"));
        return new Program(root.folder(), environment).run(words);
    }

    private static String profile(String name, Iam user) {
        return "[%s]\naws_access_key_id = %s\naws_secret_access_key = %s\n"
                .formatted(
                        name,
                        user.credentials().get("AWS_ACCESS_KEY_ID"),
                        user.credentials().get("AWS_SECRET_ACCESS_KEY"));
    }

    @Test
    void printedPoliciesAreEnoughAndNoRightToReadCanBeMissing() throws IOException {
        ObjectNode whole = policy("promote-from", "qa-artifacts", "orders-qa");
        Program.Outcome enough = promote("whole", whole);
        assertThat(enough.exitCode()).as(enough.toString()).isZero();

        int number = 0;
        for (String action : PolicyIT.actions(whole)) {
            number++;
            Program.Outcome outcome = promote("no" + number, PolicyIT.without(whole.deepCopy(), action));
            if (DISPENSABLE.contains(action)) {
                assertThat(outcome.exitCode()).as(action + outcome).isZero();
            } else {
                assertThat(outcome.exitCode()).as(action + outcome).isEqualTo(1);
                assertThat(outcome.stderr()).contains(action);
            }
        }
    }
}
