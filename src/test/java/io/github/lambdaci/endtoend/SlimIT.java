package io.github.lambdaci.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.endtoend.Program.Outcome;
import io.github.lambdaci.testing.PackageIndex;
import io.github.lambdaci.testing.Wheels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code --slim} and {@code --omit} leave: a function that says what it can import, and two equal layers. */
final class SlimIT {
    private static final String HANDLER = """
            import importlib.metadata as metadata, importlib.util as util

            import lib.testing

            def handler(event, context):
                return {
                    "natype": lib.testing.NATYPE,
                    "stub": lib.testing.STUB,
                    "version": metadata.version("lib"),
                    "group": [point.value for point in metadata.entry_points(group="lib.points")],
                    "packages": metadata.packages_distributions().get("lib"),
                    "other tests": util.find_spec("lib.other.tests") is not None,
                    "boto3": "boto3" in metadata.packages_distributions(),
                }
            """;

    @TempDir
    Path temporary;

    private PackageIndex index;

    @BeforeEach
    void startIndex() {
        index = PackageIndex.start();
        Map<String, String> files = new TreeMap<>();
        files.put("lib/__init__.py", "");
        files.put("lib/testing.py", """
                import os
                from lib._core.tests._natype import NATYPE
                # A loader reads lib/__init__.pyi, as attach_stub does.
                STUB = os.path.exists(os.path.splitext(__file__)[0].replace("testing", "__init__") + ".pyi")
                """);
        files.put("lib/__init__.pyi", "");
        files.put("lib/py.typed", "");
        files.put("lib/_core/tests/_natype.py", "NATYPE = 'NA'\n");
        files.put("lib/_core/tests/test_it.py", "");
        files.put("lib/other/__init__.py", "");
        files.put("lib/other/tests/test_it.py", "x" + "#".repeat(100_000));
        files.put("lib-1.0.dist-info/entry_points.txt", "[lib.points]\na = lib:a\n");
        index.addWheel("lib", "1.0", "py3-none-any", files, "Requires-Dist: boto3");
        index.addDistribution(
                "boto3",
                Wheels.fileName("boto3", "1.0", "py3-none-any"),
                Wheels.make("boto3", "1.0", "py3-none-any", Map.of("boto3/__init__.py", "")));
    }

    @AfterEach
    void stopIndex() {
        index.close();
    }

    @Test
    void slimmedFunctionImportsWhatItNeedsAndIsTheSameFromAnotherFolder() throws IOException {
        String image = ExampleProject.PYTHON.imageOrSkip();
        try (Target.Running aws = Target.SANDBOX.start(temporary.resolve("aws"));
                Account account = new Account(aws.endpoint())) {
            account.provision("artifacts", "orders", ExampleProject.PYTHON.runtime(), "app.handler");
            account.provision("other", "others", ExampleProject.PYTHON.runtime(), "app.handler");

            Outcome first = ship(account, image, "one", "artifacts", "orders");
            Outcome second = ship(account, image, "two/deeper", "other", "others");

            assertThat(first.exitCode()).as(first::toString).isZero();
            assertThat(first.stderr())
                    .contains("left out boto3 (")
                    .contains("--omit names botocore, which is not among the packages")
                    .containsPattern("slim saved 10\\d kB of 10\\d kB")
                    .contains("largest packages");
            assertThat(account.invoke("orders"))
                    .contains("\"natype\": \"NA\"", "\"stub\": true", "\"version\": \"1.0\"")
                    .contains("\"group\": [\"lib:a\"]", "\"packages\": [\"lib\"]")
                    .contains("\"other tests\": false", "\"boto3\": false");
            assertThat(dependencies(second)).isEqualTo(dependencies(first));
        }
    }

    private Outcome ship(Account account, String image, String folder, String bucket, String function)
            throws IOException {
        Path project = Files.createDirectories(temporary.resolve(folder));
        Files.createDirectories(project.resolve("src"));
        Files.writeString(project.resolve("src/app.py"), HANDLER);
        Files.writeString(project.resolve("src/requirements.txt"), "lib\n");
        Map<String, String> environment = new TreeMap<>(account.environment());
        environment.putAll(ExampleProject.environment(index));
        List<String> arguments = new ArrayList<>(ExampleProject.PYTHON.arguments(image, bucket, function, "1.0"));
        arguments.addAll(List.of("--slim", "--omit", "boto3,botocore", "--size-report", "--output", "json"));
        return new Program(project, environment).run(arguments);
    }

    private static String dependencies(Outcome outcome) {
        return outcome.stdout()
                .lines()
                .filter(line -> line.contains("\"fingerprint\"") || line.contains("\"sha256\""))
                .limit(3)
                .toList()
                .toString();
    }
}
