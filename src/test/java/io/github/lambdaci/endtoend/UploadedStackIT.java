package io.github.lambdaci.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.lambdaci.endtoend.Program.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A function that CloudFormation deploys: lambda-ci uploads, the AWS CLI takes its parameters, and the stack has the code. */
class UploadedStackIT {
    private static final String BUCKET = "artifacts-stack";
    private static final String FUNCTION = "orders-stack";
    private static final Path TEMPLATE =
            Path.of("examples/cloudformation/template.yml").toAbsolutePath();

    @TempDir
    Path temporary;

    @Test
    void stackIsMadeOfWhatWasUploaded() throws Exception {
        Path folder = Files.createDirectories(temporary.resolve("project"));
        try (Target.Running aws = Target.STRICT_EMULATOR.start(temporary.resolve("aws"));
                Account account = new Account(aws.endpoint())) {
            Program program = new Program(folder, account.environment());
            AwsCli cli = AwsCli.at(aws.endpoint(), folder);
            account.createBucket(BUCKET);
            createStack(cli, "first", parameters(folder, "nothing.json"));
            CiFile.write(folder.resolve("src/app.py"), "def handler(event, context):\n    return 'one'\n");

            Outcome upload = ship(program, "1.0.0", "parameters.json");
            assertThat(upload.stdout()).isEqualTo("s3://" + BUCKET + "/lambda-ci/" + FUNCTION + "/1.0.0/app.zip\n");
            assertThat(account.configuration(FUNCTION, "$LATEST").lastModified())
                    .isNotEmpty();
            assertThat(account.lambda()
                            .listVersionsByFunction(request -> request.functionName(FUNCTION))
                            .versions())
                    .hasSize(1);

            // The emulator cannot update a function by a change set, so that the stack is made anew.
            cli.aws("cloudformation", "delete-stack", "--stack-name", "first");
            createStack(cli, "second", parameters(folder, "parameters.json"));
            assertThat(account.lambda()
                            .invoke(request -> request.functionName(FUNCTION))
                            .payload()
                            .asUtf8String())
                    .isEqualTo("\"one\"");

            // Nothing changed: the same object, so that the next change set is empty.
            Outcome again = ship(program, "1.0.1", "again.json");
            assertThat(again.stderr()).contains("Nothing changed: " + FUNCTION + " has this code");
            assertThat(again.stdout()).isEqualTo(upload.stdout());
            assertThat(folder.resolve("again.json")).hasSameTextualContentAs(folder.resolve("parameters.json"));
        }
    }

    private static Outcome ship(Program program, String version, String parameters) {
        Outcome outcome = program.run(
                "--no-deploy",
                "--cfn-parameters",
                parameters,
                "--app-s3-bucket",
                BUCKET,
                "--function-name",
                FUNCTION,
                "--app-src-path",
                "src",
                "--source-version",
                version);
        assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
        return outcome;
    }

    /** What lambda-ci wrote, if anything, and the names that this test has otherwise. */
    private static Path parameters(Path folder, String written) throws IOException {
        ObjectMapper json = new ObjectMapper();
        Path file = folder.resolve(written);
        ArrayNode list = Files.exists(file) ? (ArrayNode) json.readTree(file.toFile()) : json.createArrayNode();
        Map.of("FunctionName", FUNCTION, "Runtime", "python3.11")
                .forEach((name, value) ->
                        list.addObject().put("ParameterKey", name).put("ParameterValue", value));
        return Files.writeString(folder.resolve("all-" + written), json.writeValueAsString(list));
    }

    private static void createStack(AwsCli cli, String name, Path parameters) {
        cli.aws(
                "cloudformation",
                "create-change-set",
                "--change-set-type",
                "CREATE",
                "--stack-name",
                name,
                "--change-set-name",
                "release",
                "--template-body",
                "file://" + TEMPLATE,
                "--capabilities",
                "CAPABILITY_IAM",
                "--parameters",
                "file://" + parameters);
        cli.aws("cloudformation", "execute-change-set", "--stack-name", name, "--change-set-name", "release");
        cli.aws("cloudformation", "wait", "stack-create-complete", "--stack-name", name);
    }
}
