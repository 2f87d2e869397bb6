package io.github.lambdaci.testing;

import io.github.lambdaci.pipeline.LambdaFunctionsContract;

final class FakeLambdaTests extends LambdaFunctionsContract {
    private final TestAws aws = new FakeAws();

    @Override
    protected TestAws aws() {
        return aws;
    }
}
