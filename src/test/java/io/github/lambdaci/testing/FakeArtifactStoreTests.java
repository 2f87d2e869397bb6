package io.github.lambdaci.testing;

import io.github.lambdaci.account.ArtifactStoreContract;

final class FakeArtifactStoreTests extends ArtifactStoreContract {
    private final TestAws aws = new FakeAws();

    @Override
    protected TestAws aws() {
        return aws;
    }
}
