package io.github.lambdaci.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaci.account.AliasRoute;
import io.github.lambdaci.account.ArtifactStoreContract;
import io.github.lambdaci.account.DeploymentsContract;
import io.github.lambdaci.account.FunctionHealthContract;
import io.github.lambdaci.account.FunctionLogsContract;
import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LambdaAliasesContract;
import io.github.lambdaci.account.LambdaFunctionsContract;
import io.github.lambdaci.account.LambdaInvocationsContract;
import io.github.lambdaci.account.LambdaLayersContract;
import io.github.lambdaci.account.LambdaVersionsContract;
import io.github.lambdaci.account.LeaseStoreContract;
import io.github.lambdaci.account.LiveAlias;
import io.github.lambdaci.failure.AwsException;
import io.github.lambdaci.sandbox.SandboxServer;
import io.github.lambdaci.sandbox.SandboxSettings;
import io.github.lambdaci.sandbox.lambda.Delays;
import io.github.lambdaci.testing.TestAws;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The adapters keep the ports' contracts against the embedded AWS, which has no gaps. */
final class SandboxContractTests {
    private static final Duration SHORT = Duration.ofMillis(60);

    /**
     * Short, but there: an adapter that does not wait is found out. Provisioned concurrency takes longer, as a test looks at
     * what Lambda does meanwhile.
     */
    private static final SandboxSettings SETTINGS =
            SandboxSettings.defaults().withDelays(new Delays(SHORT, SHORT, SHORT, Duration.ofSeconds(2)));

    @TempDir
    private static Path state;

    private static SandboxServer server;

    @BeforeAll
    static void start() {
        server = SandboxServer.start(state.resolve("sandbox"), 0, SETTINGS);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static EmulatedAws sandbox() {
        return new EmulatedAws(server.endpoint(), Set.of());
    }

    @Test
    void missingObjectIsExplainedToWhoMayNotList(@TempDir Path folder) {
        try (SandboxServer strict =
                SandboxServer.start(folder.resolve("sandbox"), 0, SETTINGS.withCallerMayList(false))) {
            EmulatedAws aws = new EmulatedAws(strict.endpoint(), Set.of());

            assertThatThrownBy(() -> aws.store().find(aws.key("missing.zip")))
                    .isInstanceOfSatisfying(
                            AwsException.class, e -> assertThat(e.hint()).contains("s3:ListBucket"));
            assertThatThrownBy(() -> aws.store().read(aws.key("missing.txt")))
                    .isInstanceOfSatisfying(
                            AwsException.class, e -> assertThat(e.hint()).contains("s3:ListBucket"));
        }
    }

    @Nested
    final class Store extends ArtifactStoreContract {
        private final TestAws aws = sandbox();

        @Override
        protected TestAws aws() {
            return aws;
        }
    }

    @Nested
    final class Leases extends LeaseStoreContract {
        private final TestAws aws = sandbox();

        @Override
        protected TestAws aws() {
            return aws;
        }
    }

    @Nested
    final class Functions extends LambdaFunctionsContract {
        private final TestAws aws = sandbox();

        @Override
        protected TestAws aws() {
            return aws;
        }
    }

    @Nested
    final class Aliases extends LambdaAliasesContract {
        private final TestAws aws = sandbox();

        @Override
        protected TestAws aws() {
            return aws;
        }
    }

    @Nested
    final class Invocations extends LambdaInvocationsContract {
        private final TestAws aws = sandbox();

        @Override
        protected TestAws aws() {
            return aws;
        }
    }

    @Nested
    final class Versions extends LambdaVersionsContract {
        private final TestAws aws = sandbox();

        @Override
        protected TestAws aws() {
            return aws;
        }
    }

    @Nested
    final class Layers extends LambdaLayersContract {
        private final TestAws aws = sandbox();

        @Override
        protected TestAws aws() {
            return aws;
        }
    }

    @Nested
    final class Logs extends FunctionLogsContract {
        private final TestAws aws = sandbox();

        @Override
        protected TestAws aws() {
            return aws;
        }
    }

    @Nested
    final class Health extends FunctionHealthContract {
        private final TestAws aws = sandbox();

        @Override
        protected TestAws aws() {
            return aws;
        }
    }

    @Nested
    final class Rollouts extends DeploymentsContract {
        private final TestAws aws = sandbox();

        @Override
        protected TestAws aws() {
            return aws;
        }
    }

    @Test
    void aliasWithProvisionedConcurrencyIsWaitedFor() {
        EmulatedAws aws = sandbox();
        String function = aws.createFunction("provisioned");
        FunctionVersion one = aws.functions().publishVersion(aws.functions().latest(function), "one");
        LiveAlias first = aws.aliases().point(AliasRoute.to("live", one, "one"), Optional.empty());
        aws.clients()
                .lambda()
                .putProvisionedConcurrencyConfig(request ->
                        request.functionName(function).qualifier("live").provisionedConcurrentExecutions(1));
        aws.changeSettings(function);
        FunctionVersion two = aws.functions().publishVersion(aws.functions().latest(function), "two");
        AliasRoute route = AliasRoute.to("live", two, "two");

        LiveAlias pointed = aws.aliases().point(route, Optional.of(first));
        assertThat(aws.aliases().alias(function, "live").orElseThrow().weights())
                .as("what Lambda does meanwhile")
                .isEqualTo(Map.of("1", 1.0));
        assertThat(aws.aliases().ifSettled(route, pointed)).isEmpty();
        LiveAlias settled = aws.aliases().settled(route, pointed);

        assertThat(aws.aliases().alias(function, "live")).hasValue(settled);
        assertThat(settled.weights()).isEmpty();
        assertThat(settled.revisionId()).isNotEqualTo(pointed.revisionId());
    }
}
