package io.github.lambdaci.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.sandbox.FunctionSeed;
import io.github.lambdaci.sandbox.SandboxServer;
import io.github.lambdaci.sandbox.SandboxSettings;
import io.github.lambdaci.testing.Emulators;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An environment that stands for three accounts, each in a region of its own. */
class WavesIT {
    /** A place to ship to. */
    private enum Site {
        EU("111111111111", "eu-west-1"),
        US("222222222222", "us-east-1"),
        AP("333333333333", "ap-south-1");

        private final String account;
        private final String region;

        Site(String account, String region) {
            this.account = account;
            this.region = region;
        }

        String environment() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Names that no other test of the same emulator has. */
    private final String run = UUID.randomUUID().toString().substring(0, 8);

    private final Map<Site, AccountInRegion> accounts = new EnumMap<>(Site.class);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @AfterEach
    void close() {
        accounts.values().forEach(AccountInRegion::close);
    }

    private void open(URI endpoint) {
        for (Site site : Site.values()) {
            AccountInRegion account = new AccountInRegion(endpoint, site.account, site.region, bucket(site));
            account.provisionBucket();
            accounts.put(site, account);
        }
    }

    private String bucket(Site site) {
        return site.environment() + "-" + run;
    }

    private AccountInRegion at(Site site) {
        return Objects.requireNonNull(accounts.get(site));
    }

    /** The program in a project with a function, and a file that names the accounts. */
    private Program program(URI endpoint, String environments) throws IOException {
        Path sources = Files.createDirectories(folder.resolve("orders"));
        Files.writeString(sources.resolve("app.py"), "def handler(event, context):\n    return 'orders'\n");
        Files.writeString(sources.resolve("requirements.txt"), "greeting==1.0\n");
        Files.writeString(folder.resolve("lambda-ci.yml"), """
                defaults:
                  builder: host
                functions:
                  orders: {app-src-path: orders, function-name: orders-%1$s}
                environments:
                  world:
                    waves:
                      - environments: eu
                        check: test ! -e stop && echo "$LAMBDA_CI_WAVE" >> checked
                      - [us, ap]
                """.formatted(run) + environments);
        Map<String, String> environment = new TreeMap<>(Account.environment(endpoint));
        environment.put("PATH", StandInPip.path(folder.resolve("tools")));
        return new Program(folder, environment);
    }

    private Program programInThreeAccounts() throws IOException {
        URI endpoint = Emulators.strict();
        open(endpoint);
        StringBuilder environments = new StringBuilder();
        for (Site site : Site.values()) {
            environments.append("  %s: {app-s3-bucket: %s, aws-region: %s, aws-role-arn: %s}\n"
                    .formatted(site.environment(), bucket(site), site.region, AccountInRegion.role(site.account)));
        }
        return program(endpoint, environments.toString());
    }

    private static Program.Outcome ship(Program program) {
        return program.run("--config", "lambda-ci.yml", "--environment", "world", "--source-version", "1");
    }

    @Test
    void theSameBytesAreLiveInAllAccountsOneWaveAfterAnother() throws IOException {
        Program program = programInThreeAccounts();
        accounts.values().forEach(account -> account.provisionFunction("orders-" + run));
        Files.writeString(folder.resolve("stop"), "");

        Program.Outcome stopped = ship(program);

        assertThat(stopped.exitCode()).as(stopped.toString()).isEqualTo(1);
        assertThat(stopped.stderr())
                .contains("the check FAILED with exit code 1", "not begun, because of the check after eu");
        assertThat(live()).containsExactly("2", "1", "1");

        Files.delete(folder.resolve("stop"));
        Program.Outcome shipped = ship(program);

        assertThat(shipped.exitCode()).as(shipped.toString()).isZero();
        assertThat(folder.resolve("checked")).hasContent("eu");
        assertThat(live()).containsExactly("2", "2", "2");
        assertThat(accounts.values())
                .extracting(account -> account.code("orders-" + run))
                .containsOnly(at(Site.EU).code("orders-" + run));
        assertThat(accounts.values())
                .extracting(account -> account.layers("orders-" + run))
                .containsOnly(at(Site.EU).layers("orders-" + run));
    }

    @Test
    void aFunctionThatIsMissingInOneOfThemIsShippedToNone() throws IOException {
        Program program = programInThreeAccounts();
        at(Site.EU).provisionFunction("orders-" + run);
        at(Site.US).provisionFunction("orders-" + run);

        Program.Outcome refused = ship(program);

        assertThat(refused.exitCode()).as(refused.toString()).isEqualTo(2);
        assertThat(refused.stderr())
                .contains("there is no function 'orders-" + run + "' in region ap-south-1 of account");
        assertThat(at(Site.EU).live("orders-" + run)).isEqualTo("1");
        assertThat(at(Site.US).live("orders-" + run)).isEqualTo("1");
    }

    @Test
    void aBucketInAnotherRegionIsFoundBeforeAnythingIsShipped() throws IOException {
        try (SandboxServer aws = SandboxServer.start(folder.resolve("aws"), 0, SandboxSettings.defaults())) {
            aws.provisionBucket("artifacts-eu", "eu-west-1");
            aws.provisionBucket("artifacts-ap", "ap-south-1");
            for (Site site : Site.values()) {
                aws.provisionFunction(
                        new FunctionSeed("orders-" + run, "python3.11", "x86_64", "app.handler", "latest"),
                        site.region);
            }
            List<String> environments = new ArrayList<>();
            // A copy of the line above, whose bucket was forgotten.
            environments.add("  eu: {app-s3-bucket: artifacts-eu, aws-region: eu-west-1}\n");
            environments.add("  us: {app-s3-bucket: artifacts-eu, aws-region: us-east-1}\n");
            environments.add("  ap: {app-s3-bucket: artifacts-ap, aws-region: ap-south-1}\n");
            Program program = program(aws.endpoint(), String.join("", environments));

            Program.Outcome refused = ship(program);

            assertThat(refused.exitCode()).as(refused.toString()).isNotZero();
            assertThat(refused.stderr()).contains("artifacts-eu", "eu-west-1").doesNotContain("orders (eu)  live");
            Program.Outcome status =
                    program.run("status", "--config", "lambda-ci.yml", "--environment", "eu", "--function", "orders");
            assertThat(status.stdout()).contains("latest -> version 1");
        }
    }

    /** The versions that are live, in the order of the sites. */
    private List<String> live() {
        return accounts.values().stream()
                .map(account -> account.live("orders-" + run))
                .toList();
    }
}
