package io.github.lambdaci.lease;

import io.github.lambdaci.account.LeaseStore;
import io.github.lambdaci.artifact.ArtifactKey;

/** Does what it is asked, but refuses the next write although it was done: as when a write is sent twice. */
final class RefusingOnce implements LeaseStore {
    private final LeaseStore store;
    private boolean refusing = true;

    RefusingOnce(LeaseStore store) {
        this.store = store;
    }

    void answer() {
        refusing = false;
    }

    void refuse() {
        refusing = true;
    }

    @Override
    public Reading read(ArtifactKey key) {
        return store.read(key);
    }

    @Override
    public Written create(ArtifactKey key, String text) {
        return answered(store.create(key, text));
    }

    @Override
    public Written replace(ArtifactKey key, String text, String etag) {
        return answered(store.replace(key, text, etag));
    }

    private Written answered(Written written) {
        boolean lost = refusing;
        refusing = false;
        return lost ? new Written(Outcome.REFUSED, "") : written;
    }
}
