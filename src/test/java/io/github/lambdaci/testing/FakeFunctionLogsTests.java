package io.github.lambdaci.testing;

import io.github.lambdaci.account.FunctionLogsContract;

final class FakeFunctionLogsTests extends FunctionLogsContract {
    private final TestAws aws = new FakeAws();

    @Override
    protected TestAws aws() {
        return aws;
    }
}
