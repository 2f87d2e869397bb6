package io.github.lambdaci.console;

import static io.github.lambdaci.testing.Releases.hash;
import static io.github.lambdaci.testing.Releases.layer;
import static io.github.lambdaci.testing.Releases.version;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LatestState;
import io.github.lambdaci.account.LiveAlias;
import io.github.lambdaci.account.NamedAlias;
import io.github.lambdaci.account.PublishedVersion;
import io.github.lambdaci.history.FunctionStatus;
import io.github.lambdaci.history.FunctionStatus.Finding;
import io.github.lambdaci.history.FunctionStatus.Live;
import io.github.lambdaci.history.ReleasedVersion;
import io.github.lambdaci.history.ReleasedVersion.Note;
import io.github.lambdaci.history.ReleasedVersion.Traffic;
import io.github.lambdaci.history.VersionList;
import io.github.lambdaci.lease.Holder;
import io.github.lambdaci.pipeline.Forecast;
import io.github.lambdaci.pipeline.Forecast.CodeWork;
import io.github.lambdaci.pipeline.Forecast.DependencyWork;
import io.github.lambdaci.pipeline.Forecast.SettingsWork;
import io.github.lambdaci.pipeline.LiveChange;
import io.github.lambdaci.pipeline.StateMarker;
import io.github.lambdaci.project.Provenance;
import io.github.lambdaci.testing.GoldenFile;
import io.github.lambdaci.testing.JsonSchema;
import io.github.lambdaci.testing.Releases;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StatusTextTests {
    private static final Instant TIME = Instant.parse("2026-11-21T02:14:05Z");
    private static final FunctionVersion LIVE =
            version("42", "old code", "settings", layer("tracing", 3), layer("orders-deps", 7));
    private static final FunctionVersion LATEST =
            version("$LATEST", "new code", "settings", layer("tracing", 3), layer("orders-deps", 7));
    private static final LiveAlias ALIAS = new LiveAlias(LIVE, Map.of("43", 0.1), "revision");
    private static final Forecast NOTHING =
            new Forecast(CodeWork.NONE, DependencyWork.NONE, SettingsWork.NONE, Optional.empty());

    private static ReleasedVersion released(
            FunctionVersion version, String source, List<Traffic> traffic, Set<Note> notes) {
        return new ReleasedVersion(
                new PublishedVersion(version, source, TIME.minusSeconds(3600), 120_345),
                source,
                Optional.empty(),
                version.layers().stream()
                        .filter(layer -> layer.layerName().equals("orders-deps"))
                        .findFirst(),
                traffic,
                notes);
    }

    private static Optional<StateMarker.Packages> packages() {
        return Optional.of(new StateMarker.Packages(
                hash("fingerprint").hex(),
                hash("packages").hex(),
                2_123_456,
                8_412_345,
                Optional.of(layer("orders-deps", 7).toString())));
    }

    private static FunctionStatus rolledBack() {
        LiveChange rollback = new LiveChange(
                LiveChange.Kind.ROLLBACK,
                TIME,
                "42",
                Optional.of("43"),
                "1.4.0",
                hash("old code").hex(),
                Optional.empty(),
                packages(),
                Optional.empty());
        Live live = new Live(
                ALIAS,
                Optional.of(released(LIVE, "1.4.0", List.of(new Traffic("latest", 0.9)), Set.of())),
                Optional.of(rollback),
                Optional.of("43"),
                packages(),
                List.of(layer("tracing", 3)));
        return new FunctionStatus(
                Releases.PROJECT.target(),
                new LatestState(LATEST, LatestState.Update.SUCCESSFUL, "", TIME, 121_000),
                Optional.of(live),
                List.of(new NamedAlias("blue", "40", Map.of("41", 0.25)), new NamedAlias("test", "$LATEST", Map.of())),
                List.of(
                        new Finding.BeingChanged(
                                new Holder("1f", "CodeBuild build orders:8", "", "release", Optional.of("3.0"), TIME)),
                        new Finding.UpdateFailed("no such subnet (InvalidSubnet)"),
                        new Finding.UpdateInProgress(),
                        new Finding.TrafficShared(ALIAS),
                        new Finding.LiveIsLatest(),
                        new Finding.MovedElsewhere("41", "42"),
                        new Finding.LayerMissing("arn:aws:lambda:eu-west-1:123456789012:layer:orders-deps:6"),
                        new Finding.LatestDiffers(LATEST, LIVE, Optional.of(rollback)),
                        new Finding.LatestDiffers(LATEST, LIVE, Optional.empty())),
                Optional.of(new Forecast(CodeWork.SHIP, DependencyWork.BUILD, SettingsWork.PUBLISH, Optional.empty())));
    }

    private static FunctionStatus withoutAlias() {
        return new FunctionStatus(
                Releases.PROJECT.target(),
                new LatestState(LATEST, LatestState.Update.SUCCESSFUL, "", TIME, 121_000),
                Optional.empty(),
                List.of(),
                List.of(new Finding.NoAlias()),
                Optional.empty());
    }

    private static VersionList versions() {
        FunctionVersion bad = version("43", "new code", "settings", layer("orders-deps", 7));
        FunctionVersion old = version("9", "older code", "settings");
        return new VersionList(
                Releases.PROJECT.target(),
                List.of(
                        released(
                                bad,
                                Releases.SOURCE_VERSION.value(),
                                List.of(new Traffic("latest", 0.1)),
                                EnumSet.of(Note.ROLLED_BACK)),
                        released(
                                LIVE,
                                "feature/a-name-that-is-longer-than-the-column",
                                List.of(new Traffic("latest", 0.9), new Traffic("blue", 1)),
                                Set.of()),
                        released(old, "", List.of(), EnumSet.of(Note.LIVE_BEFORE))),
                31);
    }

    @Test
    void versionThatWasPromotedSaysFromWhere() throws Exception {
        Provenance from = new Provenance("qa", "arn:aws:lambda:eu-west-1:111111111111:function:orders-qa", "7");
        LiveChange promotion = new LiveChange(
                LiveChange.Kind.RELEASE,
                TIME,
                "42",
                Optional.of("41"),
                "1.4.0",
                hash("old code").hex(),
                Optional.empty(),
                packages(),
                Optional.of(from));
        ReleasedVersion version = released(LIVE, "1.4.0", List.of(new Traffic("latest", 1)), Set.of());
        ReleasedVersion promoted = new ReleasedVersion(
                version.published(),
                version.sourceVersion(),
                Optional.of(from),
                version.ownLayer(),
                version.traffic(),
                version.notes());
        FunctionStatus status = new FunctionStatus(
                Releases.PROJECT.target(),
                new LatestState(LATEST, LatestState.Update.SUCCESSFUL, "", TIME, 121_000),
                Optional.of(new Live(
                        new LiveAlias(LIVE, Map.of(), "revision"),
                        Optional.of(promoted),
                        Optional.of(promotion),
                        Optional.of("41"),
                        packages(),
                        List.of())),
                List.of(),
                List.of(),
                Optional.empty());
        VersionList versions = new VersionList(Releases.PROJECT.target(), List.of(promoted), 0);

        assertThat(StatusText.of(status)).contains("by a promotion", "promoted from  qa: version 7 of orders-qa");
        assertThat(VersionsText.of(versions)).contains("1.4.0 from qa");
        assertHolds("docs/status.schema.json", StatusJson.of(status));
        assertHolds("docs/versions.schema.json", VersionsJson.of(versions));
        assertThat(VersionsJson.of(versions)).contains("\"environment\": \"qa\"");
    }

    @Test
    void everythingThatCanBeSaidOfAFunction() {
        assertGolden("status.txt", StatusText.of(rolledBack()));
        assertGolden("status.json", StatusJson.of(rolledBack()));
    }

    @Test
    void functionWithoutTheAlias() {
        assertGolden("status-without-alias.txt", StatusText.of(withoutAlias()));
    }

    @Test
    void tableOfVersions() {
        assertGolden("versions.txt", VersionsText.of(versions()));
        assertGolden("versions.json", VersionsJson.of(versions()));
    }

    @Test
    void functionWithoutVersions() {
        assertThat(VersionsText.of(new VersionList(Releases.PROJECT.target(), List.of(), 0)))
                .isEqualTo("function orders has no published version");
    }

    @Test
    void everyForecastHasWords() {
        assertThat(ForecastWording.of(NOTHING, Releases.PROJECT.target()))
                .isEqualTo("would change nothing: code unchanged, dependencies unchanged");
        assertThat(ForecastWording.of(
                        new Forecast(CodeWork.SHIP, DependencyWork.ATTACH, SettingsWork.PUBLISH, Optional.of("43")),
                        Releases.PROJECT.target()))
                .startsWith("would be refused: it would ship version 43 again")
                .endsWith("lambda-ci rollback --to 43 --app-s3-bucket artifacts --function-name orders");
        for (CodeWork code : CodeWork.values()) {
            for (DependencyWork dependencies : DependencyWork.values()) {
                Forecast forecast = new Forecast(code, dependencies, SettingsWork.NONE, Optional.empty());
                assertThat(ForecastWording.of(forecast, Releases.PROJECT.target()))
                        .startsWith(forecast.changes() ? "would ship: code " : "would change nothing: code ");
            }
        }
    }

    @Test
    void documentsHoldToTheirSchemas() throws Exception {
        assertHolds("docs/status.schema.json", StatusJson.of(rolledBack()));
        assertHolds("docs/status.schema.json", StatusJson.of(withoutAlias()));
        assertHolds("docs/versions.schema.json", VersionsJson.of(versions()));
    }

    private static void assertHolds(String schema, String document) throws Exception {
        assertThat(JsonSchema.read(Path.of(schema)).violations(new ObjectMapper().readTree(document)))
                .isEmpty();
    }

    private static void assertGolden(String name, String text) {
        GoldenFile.of(StatusTextTests.class, name).assertHolds(text + "\n");
    }
}
