package io.github.lambdaci.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.testing.Emulators;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is live in one account is promoted to another account and region, and compared by a client of its own. */
class PromoteIT {
    private static final String QA = "111111111111";
    private static final String PROD = "222222222222";

    /** Names that no other test of the same emulator has. */
    private final String run = UUID.randomUUID().toString().substring(0, 8);

    private final List<AutoCloseable> opened = new ArrayList<>();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    /** What plays AWS. */
    enum Emulator {
        MOTO(Emulators::moto),
        STRICT(Emulators::strict);

        @SuppressWarnings("ImmutableEnumChecker") // A reference to a method.
        private final Supplier<URI> endpoint;

        Emulator(Supplier<URI> endpoint) {
            this.endpoint = endpoint;
        }
    }

    /** Two accounts, of which the first has a release, and the program in front of them. */
    private record World(AccountInRegion qa, AccountInRegion prod, Program program) {}

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable account : opened) {
            account.close();
        }
    }

    private AccountInRegion account(URI endpoint, String number, String region, String name) {
        AccountInRegion account = new AccountInRegion(endpoint, number, region, name + "-" + run);
        opened.add(account);
        return account;
    }

    private World world(URI endpoint) throws IOException {
        AccountInRegion qa = account(endpoint, QA, "eu-west-1", "qa");
        AccountInRegion prod = account(endpoint, PROD, "us-east-1", "prod");
        qa.provisionBucket();
        prod.provisionBucket();
        for (String name : List.of("orders", "customers")) {
            qa.provisionFunction(name + "-qa-" + run);
            prod.provisionFunction(name + "-prod-" + run);
        }
        writeRepository();
        Map<String, String> environment = new TreeMap<>(Account.environment(endpoint));
        environment.put("PATH", StandInPip.path(folder.resolve("tools")));
        Program program = new Program(folder.resolve("project"), environment);
        Program.Outcome shipped =
                program.run("--config", "lambda-ci.yml", "--environment", "qa", "--source-version", "1.4.0");
        assertThat(shipped.exitCode()).as(shipped.toString()).isZero();
        return new World(qa, prod, program);
    }

    private void writeRepository() throws IOException {
        Path project = folder.resolve("project");
        for (String name : List.of("orders", "customers")) {
            Path sources = Files.createDirectories(project.resolve(name));
            Files.writeString(
                    sources.resolve("app.py"), "def handler(event, context):\n    return '%s'\n".formatted(name));
            Files.writeString(sources.resolve("requirements.txt"), "greeting==1.0\n");
        }
        Files.writeString(project.resolve("lambda-ci.yml"), """
                defaults:
                  builder: host
                  function-name-pattern: "{function}-{environment}-%1$s"
                functions:
                  orders: {app-src-path: orders}
                  customers: {app-src-path: customers}
                environments:
                  qa:
                    app-s3-bucket: qa-%1$s
                    aws-region: eu-west-1
                    aws-role-arn: %2$s
                  prod:
                    app-s3-bucket: prod-%1$s
                    aws-region: us-east-1
                    aws-role-arn: %3$s
                  world:
                    extends: prod
                    function-name-pattern: "{function}-prod-%1$s"
                    regions: [us-east-1, eu-central-1]
                """.formatted(
                        run, AccountInRegion.role(QA), AccountInRegion.role(PROD)));
    }

    private Program.Outcome promote(World world, String... more) {
        List<String> words = new ArrayList<>(List.of("promote", "--config", "lambda-ci.yml", "--from", "qa"));
        words.addAll(List.of(more));
        return world.program().run(words);
    }

    @ParameterizedTest
    @EnumSource
    void theSameBytesAreLiveInTheOtherAccountAndASecondPromotionDoesNothing(Emulator emulator) throws IOException {
        World world = world(emulator.endpoint.get());

        Program.Outcome first = promote(world, "--to", "prod");

        assertThat(first.exitCode()).as(first.toString()).isZero();
        assertThat(first.stdout().lines())
                .hasSize(2)
                .allMatch(arn -> arn.matches("arn:aws:lambda:us-east-1:" + PROD + ":function:\\w+-prod-" + run + ":2"));
        for (String name : List.of("orders", "customers")) {
            String qa = name + "-qa-" + run;
            String prod = name + "-prod-" + run;
            assertThat(world.prod().code(prod)).isEqualTo(world.qa().code(qa));
            assertThat(world.prod().layers(prod))
                    .hasSize(1)
                    .isEqualTo(world.qa().layers(qa));
            assertThat(world.prod().object("lambda-ci/" + prod + "/1.4.0/app.zip"))
                    .isEqualTo(Sha256.ofBase64(world.qa().code(qa)));
            assertThat(world.prod().object("lambda-ci/" + prod + "/1.4.0/deps.zip"))
                    .isEqualTo(Sha256.ofBase64(world.qa().layers(qa).get(0)));
        }

        Program.Outcome second = promote(world, "--to", "prod", "--output", "json");

        assertThat(second.exitCode()).as(second.toString()).isZero();
        assertThat(second.stdout())
                .contains("\"status\": \"unchanged\"", "\"environment\": \"qa\"", "\"sourceVersion\": \"1.4.0\"")
                .doesNotContain("published");
        assertThat(world.prod().live("orders-prod-" + run)).isEqualTo("2");
        Program.Outcome status = world.program()
                .run("status", "--config", "lambda-ci.yml", "--environment", "prod", "--function", "orders");
        assertThat(status.stdout())
                .contains("source         1.4.0", "promoted from  qa: version 2 of orders-qa-" + run);
    }

    @ParameterizedTest
    @EnumSource
    void corruptedObjectOfTheOriginIsRefused(Emulator emulator) throws IOException {
        World world = world(emulator.endpoint.get());
        world.qa().corrupt("lambda-ci/orders-qa-" + run + "/1.4.0/app.zip");

        Program.Outcome refused = promote(world, "--to", "prod", "--function", "orders");

        assertThat(refused.exitCode()).as(refused.toString()).isEqualTo(1);
        assertThat(refused.stderr()).contains("1.4.0/app.zip does not hold the bytes that lambda-ci stored there");
        assertThat(world.prod().live("orders-prod-" + run)).isEqualTo("1");
    }

    @Test
    void versionThatFailsItsCheckLeavesTheAliasOfTheTarget() throws IOException {
        World world = world(Emulators.strict());

        Program.Outcome refused = promote(
                world, "--to", "prod", "--function", "orders", "--smoke-payload", "{}", "--smoke-expect", "\"carts\"");

        assertThat(refused.exitCode()).as(refused.toString()).isEqualTo(3);
        assertThat(world.prod().live("orders-prod-" + run)).isEqualTo("1");

        Program.Outcome right = promote(
                world, "--to", "prod", "--function", "orders", "--smoke-payload", "{}", "--smoke-expect", "\"orders\"");

        assertThat(right.exitCode()).as(right.toString()).isZero();
        assertThat(world.prod().live("orders-prod-" + run)).isEqualTo("2");
    }

    @Test
    void functionThatIsMissingInOneOfTheRegionsStopsAllBeforeAnythingIsChanged() throws IOException {
        World world = world(Emulators.strict());

        Program.Outcome refused = promote(world, "--to", "world");

        assertThat(refused.exitCode()).as(refused.toString()).isEqualTo(2);
        assertThat(refused.stderr())
                .contains(
                        "2 of 4 functions cannot be worked on, so none was changed:",
                        "orders (eu-central-1): there is no function 'orders-prod-" + run + "'",
                        "customers (eu-central-1): there is no function 'customers-prod-" + run + "'");
        assertThat(world.prod().live("orders-prod-" + run)).isEqualTo("1");
    }

    @Test
    void inTheSandboxTheTargetIsMadeLikeTheOrigin() throws IOException {
        Path project = Files.createDirectories(folder.resolve("project"));
        Files.writeString(project.resolve("lambda_function.py"), "def lambda_handler(event, context):\n    return 1\n");
        Files.writeString(project.resolve("lambda-ci.yml"), """
                defaults: {function-name-pattern: "{function}-{environment}", smoke-payload: {}}
                functions:
                  orders: {app-src-path: .}
                environments:
                  qa: {sandbox: one}
                  prod: {sandbox: other}
                """);
        Program program = new Program(project, Map.of());
        program.run("--config", "lambda-ci.yml", "--environment", "qa", "--source-version", "1.0.0");

        Program.Outcome first = program.run("promote", "--config", "lambda-ci.yml", "--from", "qa", "--to", "prod");
        Program.Outcome second = program.run("promote", "--config", "lambda-ci.yml", "--from", "qa", "--to", "prod");

        assertThat(first.exitCode()).as(first.toString()).isZero();
        assertThat(first.stdout()).isEqualTo("arn:aws:lambda:us-east-1:123456789012:function:orders-prod:2\n");
        assertThat(second.stderr()).contains("Nothing changed: orders-prod stays at version 2");
    }
}
