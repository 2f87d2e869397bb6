package io.github.lambdaci.testing;

import io.github.lambdaci.account.LambdaLayersContract;

final class FakeLambdaLayersTests extends LambdaLayersContract {
    private final TestAws aws = new FakeAws();

    @Override
    protected TestAws aws() {
        return aws;
    }
}
