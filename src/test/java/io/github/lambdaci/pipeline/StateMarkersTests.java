package io.github.lambdaci.pipeline;

import static io.github.lambdaci.testing.Releases.version;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.account.LiveAlias;
import io.github.lambdaci.artifact.ArtifactKey;
import io.github.lambdaci.project.Provenance;
import io.github.lambdaci.testing.FakeArtifactStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StateMarkersTests {
    private static final ArtifactKey KEY = new ArtifactKey("artifacts", "lambda-ci/orders/latest/latest.json");
    private static final Instant TIME = Instant.parse("2026-11-21T02:14:05.678Z");
    private static final StateMarker.Packages PACKAGES =
            new StateMarker.Packages("f1", "f2", 10, 40, Optional.of("arn:aws:lambda:x:1:layer:deps:7"));

    private final FakeArtifactStore store = new FakeArtifactStore();
    private final StateMarkers markers = new StateMarkers(store);

    private static LiveChange change(LiveChange.Kind kind, String version, String from) {
        return new LiveChange(
                kind,
                TIME,
                version,
                Optional.of(from),
                "1." + version,
                "c" + version,
                Optional.of(new StateMarker.Sources("s" + version, 12, 34)),
                Optional.of(PACKAGES),
                Optional.of(new Provenance("qa", "arn:aws:lambda:x:1:function:orders-qa", "7")));
    }

    private static StateMarker released() {
        return StateMarker.first("orders", "latest", change(LiveChange.Kind.RELEASE, "2", "1"))
                .after(change(LiveChange.Kind.RELEASE, "3", "2"));
    }

    private Optional<StateMarker> read(String text) {
        store.write(text.getBytes(StandardCharsets.UTF_8), KEY);
        return markers.read(KEY);
    }

    @Test
    void whatIsWrittenIsRead() {
        StateMarker marker =
                released().having(Duration.ofMillis(4321)).intending(change(LiveChange.Kind.SHIFT_BACK, "2", "3"));

        markers.write(marker, KEY);

        assertThat(markers.read(KEY)).contains(marker);
    }

    @Test
    void howLongTheLastReleaseTookIsStillKnownAfterARollback() {
        StateMarker marker = released().having(Duration.ofSeconds(40));

        assertThat(marker.after(change(LiveChange.Kind.ROLLBACK, "2", "3")).took())
                .contains(Duration.ofSeconds(40));
    }

    @Test
    void markerOfBeforeThereWasAHistoryIsRead() {
        StateMarker marker = read("""
                {"function": "orders", "alias": "latest", "sourceVersion": "1.0", "version": "43",
                 "previousVersion": "42", "code": {"sha256": "c"},
                 "dependencies": {"fingerprint": "f1", "sha256": "f2", "bytes": 10, "unzippedBytes": 40,
                                  "layerVersionArn": null}}
                """).orElseThrow();

        assertThat(marker.version()).isEqualTo("43");
        assertThat(marker.previousVersion()).contains("42");
        assertThat(marker.history()).isEmpty();
        assertThat(marker.took()).isEmpty();
        assertThat(marker.rolledBack()).isEmpty();
        assertThat(marker.packages()).isPresent();
        assertThat(marker.after(change(LiveChange.Kind.ROLLBACK, "42", "43")).rollback())
                .isPresent();
    }

    @Test
    void changeOfAKindThatANewerLambdaCiKnowsIsPassedOver() {
        assertThat(read("""
                {"function": "orders", "alias": "latest", "sourceVersion": "1.0", "version": "43", "code": {"sha256": "c"},
                 "history": [{"kind": "teleport", "at": "2026-11-21T02:14:05Z", "version": "43", "sourceVersion": "",
                              "code": {"sha256": "c"}},
                             {"kind": "release", "at": "2026-11-20T02:14:05Z", "version": "42", "sourceVersion": "",
                              "code": {"sha256": "c"}},
                             {"kind": "release", "at": "yesterday", "version": "41", "sourceVersion": "",
                              "code": {"sha256": "c"}}]}
                """).orElseThrow().history())
                .extracting(LiveChange::version)
                .containsExactly("42");
    }

    @Test
    void damagedMarkerIsAsGoodAsNone() {
        assertThat(read("{")).isEmpty();
        assertThat(read("{}")).isEmpty();
    }

    @Test
    void rollbackThatTookPlaceShowsInTheAlias() {
        LiveChange rollback = change(LiveChange.Kind.ROLLBACK, "2", "3");
        StateMarker begun = released().intending(rollback);

        assertThat(begun.asOf(alias("2", Map.of()))).isEqualTo(released().after(rollback));
        assertThat(begun.asOf(alias("3", Map.of()))).isEqualTo(released());
        assertThat(begun.asOf(alias("2", Map.of("3", 0.5)))).isEqualTo(released());
    }

    @Test
    void versionsAreRolledBackUntilTheyAreLiveAgain() {
        StateMarker twice = released()
                .after(change(LiveChange.Kind.ROLLBACK, "2", "3"))
                .after(change(LiveChange.Kind.ROLLBACK, "1", "2"));
        assertThat(twice.rolledBack()).containsExactlyInAnyOrder("2", "3");
        assertThat(twice.after(change(LiveChange.Kind.ROLLBACK, "3", "1")).rolledBack())
                .containsExactly("2");
        assertThat(twice.after(change(LiveChange.Kind.RELEASE, "2", "1")).rolledBack())
                .containsExactly("3");
        assertThat(released()
                        .after(change(LiveChange.Kind.SHIFT_BACK, "3", "4"))
                        .rolledBack())
                .containsExactly("4");
    }

    private static LiveAlias alias(String version, Map<String, Double> weights) {
        return new LiveAlias(version(version, "code", "settings"), weights, "revision");
    }
}
