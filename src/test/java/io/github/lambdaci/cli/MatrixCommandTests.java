package io.github.lambdaci.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lambdaci.failure.AwsException;
import io.github.lambdaci.json.JsonTree;
import io.github.lambdaci.pipeline.Forecast;
import io.github.lambdaci.testing.GoldenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MatrixCommandTests {
    private static final Forecast UNCHANGED = new Forecast(
            Forecast.CodeWork.NONE, Forecast.DependencyWork.NONE, Forecast.SettingsWork.NONE, Optional.empty());

    private final CommandRun command = new CommandRun();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        for (String function : new String[] {"orders", "customers", "mail", "reports"}) {
            Files.createDirectory(folder.resolve(function));
            Files.writeString(folder.resolve(function).resolve("app.py"), "");
        }
        file = Files.writeString(folder.resolve("lambda-ci.yml"), """
                defaults:
                  app-s3-bucket: artifacts
                  source-version: 1.4.0
                functions:
                  orders: {app-src-path: orders, after: [customers]}
                  customers: {app-src-path: customers}
                  mail: {app-src-path: mail}
                  reports: {app-src-path: reports}
                environments:
                  qa:
                    function-name-pattern: "{function}-qa"
                  everywhere:
                    regions: [eu-west-1, us-east-1]
                  prod:
                    waves: [prod-eu, prod-us]
                  prod-eu: {aws-region: eu-west-1}
                  prod-us: {aws-region: us-east-1}
                """);
    }

    private int matrix(String more) {
        return command.run("matrix --config " + file + " " + more);
    }

    private JsonNode builds() throws IOException {
        return JsonTree.read(command.out()).required("batch").required("build-list");
    }

    @Test
    void helpOfMatrix() {
        assertThat(command.run("matrix --help")).isZero();
        GoldenFile.of(getClass(), "help-matrix.txt").assertHolds(command.out());
        assertThat(command.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void functionsAreSpreadAndThoseThatComeAfterOthersStayWithThem() throws IOException {
        assertThat(matrix("--environment qa --builds 3")).as(command.err()).isZero();

        assertThat(command.launcher.calls)
                .contains("builds [[orders, customers], [mail], [reports]]")
                .doesNotContain("ship", "plan");
        assertThat(builds()).hasSize(3);
        JsonNode first = builds().get(0);
        assertThat(first.required("identifier").asText()).isEqualTo("functions_1");
        assertThat(first.required("buildspec").asText()).isEqualTo("buildspec.yml");
        assertThat(first.required("env").required("variables"))
                .isEqualTo(JsonTree.object()
                        .put("LAMBDA_CI_CONFIG", file.toString())
                        .put("LAMBDA_CI_ENVIRONMENT", "qa")
                        .put("LAMBDA_CI_FUNCTIONS", "orders,customers"));
    }

    @Test
    void environmentCanComeFromAVariable() throws IOException {
        command.environment.put("LAMBDA_CI_ENVIRONMENT", "qa");

        assertThat(matrix("--builds 1 --buildspec ci/many.yml")).isZero();

        assertThat(builds()).singleElement().satisfies(build -> {
            assertThat(build.required("env")
                            .required("variables")
                            .required("LAMBDA_CI_ENVIRONMENT")
                            .asText())
                    .isEqualTo("qa");
            assertThat(build.required("buildspec").asText()).isEqualTo("ci/many.yml");
        });
    }

    @Test
    void allPlacesOfAFunctionAreInOneBuild() {
        for (String environment : new String[] {"everywhere", "prod"}) {
            command.launcher.calls.clear();
            assertThat(matrix("--function mail,reports --environment " + environment))
                    .isZero();

            assertThat(command.launcher.calls)
                    .contains("builds [[mail], [reports]]")
                    .filteredOn(call -> call.equals("forecast"))
                    .hasSize(4);
        }
    }

    @Test
    void oneFunctionIsOneBuild() {
        assertThat(matrix("--function mail --for github")).isZero();

        assertThat(command.out())
                .isEqualTo("{\"include\":[{\"build\":1,\"config\":\"" + file
                        + "\",\"environment\":\"\",\"functions\":\"mail\"}]}\n");
    }

    @Test
    void exitCodeTellsWhetherThereIsAnythingToDo() {
        assertThat(matrix("--exit-code")).isEqualTo(4);

        command.launcher.forecast = () -> UNCHANGED;
        assertThat(matrix("--exit-code --for github")).isZero();

        assertThat(command.out()).endsWith("{\"include\":[]}\n");
        assertThat(command.launcher.calls).contains("builds []");
    }

    @Test
    void nothingIsWrittenWhereAFunctionCannotBeLookedAt() {
        command.launcher.forecast = () -> {
            throw new AwsException("no answer", "try again", null);
        };

        assertThat(matrix("--exit-code")).isEqualTo(1);

        assertThat(command.out()).isEmpty();
        assertThat(command.launcher.calls).contains("ended mail").noneMatch(call -> call.startsWith("builds"));
    }

    @Test
    void thereCanBeNoMoreBuildsThanTheServiceTakes() {
        assertThat(matrix("--builds 101")).isEqualTo(2);
        assertThat(command.err()).contains("--builds 101 is more than a batch of CodeBuild can have", "at most 100");
        assertThat(matrix("--builds 257 --for github")).isEqualTo(2);
        assertThat(command.err()).contains("--builds 257 is more than a matrix of GitHub Actions can have");
        assertThat(command.launcher.requests).isEmpty();
    }

    @Test
    void aFileIsNeeded() {
        assertThat(command.run("matrix --app-s3-bucket artifacts --function-name orders"))
                .isEqualTo(2);
        assertThat(command.err()).contains("are those of a configuration file", "add --config FILE");
    }
}
