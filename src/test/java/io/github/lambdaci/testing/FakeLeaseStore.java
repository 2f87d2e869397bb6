package io.github.lambdaci.testing;

import io.github.lambdaci.account.LeaseStore;
import io.github.lambdaci.artifact.ArtifactKey;
import io.github.lambdaci.failure.AwsException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Leases in memory, which several threads may use. */
public final class FakeLeaseStore implements LeaseStore {
    private final Map<ArtifactKey, Entry> entries = new ConcurrentHashMap<>();
    private final Writes writes;
    private final InstantSource clock;
    private final AtomicInteger reads = new AtomicInteger();
    private boolean unsupported;
    private boolean unreadable;

    public FakeLeaseStore(Writes writes, InstantSource clock) {
        this.writes = writes;
        this.clock = clock;
    }

    /** Answers every write as a store without conditional writes. */
    public void supportNothing() {
        unsupported = true;
    }

    /** Fails every read. */
    public void failToRead() {
        unreadable = true;
    }

    /** Puts something there, as somebody else does. */
    public void put(ArtifactKey key, String text) {
        entries.put(key, entry(text));
    }

    /** What is there. */
    public Optional<String> text(ArtifactKey key) {
        return Optional.ofNullable(entries.get(key)).map(Entry::text);
    }

    /** How often it was read. */
    public int reads() {
        return reads.get();
    }

    @Override
    public Reading read(ArtifactKey key) {
        reads.incrementAndGet();
        if (unreadable) {
            throw new AwsException("the lease cannot be read", "run again");
        }
        return new Reading(Optional.ofNullable(entries.get(key)), now());
    }

    @Override
    public Written create(ArtifactKey key, String text) {
        return writes.perform("lease " + key, () -> write(key, text, !entries.containsKey(key)));
    }

    @Override
    public Written replace(ArtifactKey key, String text, String etag) {
        return writes.perform("lease " + key, () -> {
            boolean same = Optional.ofNullable(entries.get(key))
                    .filter(entry -> entry.etag().equals(etag))
                    .isPresent();
            return write(key, text, same);
        });
    }

    private Written write(ArtifactKey key, String text, boolean allowed) {
        if (unsupported || !allowed) {
            return new Written(unsupported ? Outcome.UNSUPPORTED : Outcome.REFUSED, "");
        }
        Entry entry = entry(text);
        entries.put(key, entry);
        return new Written(Outcome.DONE, entry.etag());
    }

    /** The mark is one of the content, as in S3. */
    private Entry entry(String text) {
        return new Entry(text, "\"" + Integer.toHexString(text.hashCode()) + "\"", now());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
