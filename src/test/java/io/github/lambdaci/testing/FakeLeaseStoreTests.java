package io.github.lambdaci.testing;

import io.github.lambdaci.account.LeaseStoreContract;

final class FakeLeaseStoreTests extends LeaseStoreContract {
    private final TestAws aws = new FakeAws();

    @Override
    protected TestAws aws() {
        return aws;
    }
}
