package io.github.lambdaci.testing;

import io.github.lambdaci.account.DeploymentsContract;
import io.github.lambdaci.account.FunctionHealthContract;
import io.github.lambdaci.account.LambdaAliasesContract;
import io.github.lambdaci.account.LambdaFunctionsContract;
import io.github.lambdaci.account.LambdaInvocationsContract;
import io.github.lambdaci.account.LambdaVersionsContract;
import org.junit.jupiter.api.Nested;

/** The fake keeps the ports' contracts. */
final class FakeLambdaTests {
    @Nested
    final class Functions extends LambdaFunctionsContract {
        private final TestAws aws = new FakeAws();

        @Override
        protected TestAws aws() {
            return aws;
        }
    }

    @Nested
    final class Aliases extends LambdaAliasesContract {
        private final TestAws aws = new FakeAws();

        @Override
        protected TestAws aws() {
            return aws;
        }
    }

    @Nested
    final class Invocations extends LambdaInvocationsContract {
        private final FakeAws aws = new FakeAws();

        Invocations() {
            aws.lambda().answer(aws.lambda()::echo);
        }

        @Override
        protected TestAws aws() {
            return aws;
        }
    }

    @Nested
    final class Versions extends LambdaVersionsContract {
        private final TestAws aws = new FakeAws();

        @Override
        protected TestAws aws() {
            return aws;
        }
    }

    @Nested
    final class Health extends FunctionHealthContract {
        private final TestAws aws = new FakeAws();

        @Override
        protected TestAws aws() {
            return aws;
        }
    }

    @Nested
    final class Rollouts extends DeploymentsContract {
        private final TestAws aws = new FakeAws();

        @Override
        protected TestAws aws() {
            return aws;
        }
    }
}
