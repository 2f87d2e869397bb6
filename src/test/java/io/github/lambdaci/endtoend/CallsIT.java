package io.github.lambdaci.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.endtoend.Program.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Which calls of AWS a run makes: one that is added is seen here. What looks whether an update is done counts as one call,
 * however often it looks.
 */
class CallsIT {
    private static final String LOOK = "S3 GetObject lease.json";

    /** Read at once; what the project has besides, as layers of others, would be read too. */
    private static final List<String> CHECK = List.of(
            "Lambda GetAlias latest",
            "Lambda GetFunctionConfiguration",
            "Lambda GetFunctionConfiguration :latest",
            "Lambda ListLayerVersions",
            "S3 GetObject latest/latest.json",
            "S3 GetObject latest/requirements.txt",
            LOOK);

    private static final List<String> TURN = List.of("S3 PutObject lease.json", "S3 PutObject lease.json");

    private static final List<String> CODE = List.of(
            "S3 PutObject v2/app.zip",
            "S3 CopyObject latest/app.zip",
            "Lambda UpdateFunctionCode",
            // The sandbox's updates are under way for a moment, as AWS's are.
            "Lambda GetFunctionConfiguration");

    private static final List<String> GOING_LIVE = List.of(
            "Lambda PublishVersion",
            "Lambda GetFunctionConfiguration :N",
            "Lambda UpdateAlias latest",
            "Lambda GetAlias latest",
            "S3 PutObject latest/latest.json");

    @TempDir
    Path folder;

    private static final List<String> DEPENDENCIES = List.of(
            "S3 HeadObject packages/FINGERPRINT.zip",
            "S3 CopyObject v2/deps.zip",
            "S3 CopyObject latest/deps.zip",
            "Lambda UpdateFunctionConfiguration",
            "Lambda GetFunctionConfiguration",
            "S3 PutObject latest/requirements.txt");

    private static final List<String> NEW_LAYER =
            List.of("S3 PutObject packages/FINGERPRINT.zip", "Lambda PublishLayerVersion");

    @Test
    void nothingChanged() {
        Scenario unchanged = scenario(site -> site.run(site.shipping("v2")), "v3");

        assertThat(calls(unchanged)).containsExactlyInAnyOrderElementsOf(CHECK);
    }

    /** On a machine that has released the function before, the lease is taken without a look at it. */
    @Test
    void codeChanged() {
        assertThat(calls(Scenario.HEAD_START))
                .containsExactlyInAnyOrderElementsOf(all(Stream.of(
                        CHECK.stream().filter(call -> !call.equals(LOOK)).toList(), TURN, CODE, GOING_LIVE)));
    }

    @Test
    void codeChangedOnAnotherMachine() {
        assertThat(calls(
                        Scenario.CODE_ONLY,
                        Map.of("XDG_CACHE_HOME", "relative, so that it does not count", "HOME", "?")))
                .containsExactlyInAnyOrderElementsOf(all(Stream.of(CHECK, TURN, CODE, GOING_LIVE)));
    }

    @Test
    void dependenciesChanged() {
        Scenario changed = scenario(site -> site.edit("old", "2.0.0"), "v2");

        assertThat(calls(changed))
                .containsExactlyInAnyOrderElementsOf(all(Stream.of(CHECK, TURN, DEPENDENCIES, NEW_LAYER, GOING_LIVE)));
    }

    @Test
    void dependenciesReverted() {
        Scenario reverted = scenario(
                site -> {
                    site.edit("old", "2.0.0");
                    site.run(site.shipping("v3"));
                    site.edit("old", "1.0.0");
                },
                "v2");

        assertThat(calls(reverted))
                .containsExactlyInAnyOrderElementsOf(all(Stream.of(CHECK, TURN, DEPENDENCIES, GOING_LIVE)));
    }

    private static Scenario scenario(Consumer<Site> after, String sourceVersion) {
        return new Scenario(
                "calls",
                site -> {
                    site.provision();
                    site.edit("old", "1.0.0");
                    site.run(site.shipping("v1"));
                    after.accept(site);
                },
                site -> site.shipping(sourceVersion),
                Set.of());
    }

    private List<String> calls(Scenario scenario) {
        return calls(scenario, Map.of());
    }

    private List<String> calls(Scenario scenario, Map<String, String> environment) {
        try (Site site = new Sites(folder).open(Target.SANDBOX, scenario);
                FaultProxy proxy = new FaultProxy(site.aws())) {
            Outcome outcome = site.programThrough(proxy.address())
                    .with(environment)
                    .run(scenario.command().apply(site));
            assertThat(outcome.exitCode()).as(outcome::toString).isZero();
            return proxy.calls().stream()
                    .map(AwsOperation::toString)
                    // Each scenario publishes another version.
                    .map(call -> call.replaceFirst("GetFunctionConfiguration :\\d+", "GetFunctionConfiguration :N"))
                    .toList();
        }
    }

    private static List<String> all(Stream<List<String>> lists) {
        return lists.flatMap(List::stream).toList();
    }
}
