package io.github.lambdaci.aws;

import io.github.lambdaci.account.FunctionHealthContract;
import io.github.lambdaci.testing.Emulators;
import io.github.lambdaci.testing.TestAws;
import org.junit.jupiter.api.Nested;

/** The adapter keeps the port's contract against emulators that others wrote. */
final class CloudWatchHealthIT {
    @Nested
    final class OnMoto extends FunctionHealthContract {
        private final TestAws aws = new EmulatedAws(Emulators.moto(), EmulatedAws.GAPS_OF_MOTO);

        @Override
        protected TestAws aws() {
            return aws;
        }
    }

    @Nested
    final class OnStrictEmulator extends FunctionHealthContract {
        private final TestAws aws = new EmulatedAws(Emulators.strict(), EmulatedAws.GAPS_OF_STRICT_EMULATOR);

        @Override
        protected TestAws aws() {
            return aws;
        }
    }
}
