package io.github.lambdaci.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.account.LeaseStore.Entry;
import io.github.lambdaci.account.LeaseStore.Outcome;
import io.github.lambdaci.account.LeaseStore.Written;
import io.github.lambdaci.artifact.ArtifactKey;
import io.github.lambdaci.testing.Gap;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What keeps leases writes only if nobody else has written. */
public abstract class LeaseStoreContract extends PortContract {
    private LeaseStore leases;
    private ArtifactKey key;

    @BeforeEach
    void chooseKey() {
        leases = aws().leases();
        key = aws().key(unique("lease") + ".json");
    }

    private Entry entry() {
        return leases.read(key).entry().orElseThrow();
    }

    @Test
    void leaseThatNobodyHadIsNothingButHasATime() {
        LeaseStore.Reading reading = leases.read(key);

        assertThat(reading.entry()).isEmpty();
        assertThat(reading.now()).isAfter("2020-01-01T00:00:00Z");
    }

    @Test
    void leaseIsCreatedOnce() {
        Written first = leases.create(key, "first");
        Written second = leases.create(key, "second");

        assertThat(first.outcome()).isEqualTo(Outcome.DONE);
        assertThat(second.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(entry().text()).isEqualTo("first");
        assertThat(entry().etag()).isEqualTo(first.etag());
    }

    @Test
    void timeSinceALeaseWasWrittenIsMeasuredByOneClock() {
        leases.create(key, "first");

        LeaseStore.Reading reading = leases.read(key);

        assertThat(Duration.between(reading.entry().orElseThrow().modified(), reading.now()))
                .isBetween(Duration.ofSeconds(-1), Duration.ofSeconds(30));
    }

    @Test
    void leaseIsReplacedByWhoeverKnowsIt() {
        Written first = leases.create(key, "first");
        Written second = leases.replace(key, "second", first.etag());

        assertThat(second.outcome()).isEqualTo(Outcome.DONE);
        assertThat(entry().text()).isEqualTo("second");
        assertThat(entry().etag()).isEqualTo(second.etag()).isNotEqualTo(first.etag());
    }

    @Test
    void leaseIsNotReplacedByWhoeverKnowsAnOlderOne() {
        Written first = leases.create(key, "first");
        leases.replace(key, "second", first.etag());

        assertThat(leases.replace(key, "third", first.etag()).outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(entry().text()).isEqualTo("second");
    }

    @Test
    void leaseThatIsNotThereIsNotReplaced() {
        Written elsewhere = leases.create(aws().key(unique("other") + ".json"), "other");

        assertThat(leases.replace(key, "first", elsewhere.etag()).outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(leases.read(key).entry()).isEmpty();
    }

    @Test
    void onlyOneOfManyAtOnceGetsIt() {
        needs(Gap.CONDITIONS_AT_ONCE);
        List<Outcome> created = atOnce(number -> leases.create(key, "owner " + number));

        assertThat(Collections.frequency(created, Outcome.DONE)).isEqualTo(1);
        String etag = entry().etag();
        List<Outcome> replaced = atOnce(number -> leases.replace(key, "next " + number, etag));
        assertThat(Collections.frequency(replaced, Outcome.DONE)).isEqualTo(1);
        assertThat(entry().text()).startsWith("next");
    }

    private static List<Outcome> atOnce(IntFunction<Written> write) {
        return IntStream.range(0, 8)
                .parallel()
                .mapToObj(write)
                .map(Written::outcome)
                .toList();
    }
}
