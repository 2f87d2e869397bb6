package io.github.lambdaci.console;

import io.github.lambdaci.account.CodeStorage;
import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LayerVersion;
import io.github.lambdaci.account.LayerVersionArn;
import io.github.lambdaci.account.ListedArtifact;
import io.github.lambdaci.account.PublishedVersion;
import io.github.lambdaci.artifact.ArtifactKeys;
import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.failure.AwsException;
import io.github.lambdaci.history.Fate;
import io.github.lambdaci.history.Item;
import io.github.lambdaci.history.PruneRequest;
import io.github.lambdaci.history.Pruned;
import io.github.lambdaci.history.Reason;
import io.github.lambdaci.history.Reason.Kind;
import io.github.lambdaci.runtime.Architecture;
import io.github.lambdaci.runtime.LambdaRuntime;
import io.github.lambdaci.testing.GoldenFile;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PruneTextTests {
    private static final ArtifactKeys KEYS = new ArtifactKeys("artifacts", "orders");
    private static final Instant TIME = Instant.parse("2026-11-21T12:00:00Z");
    private static final Sha256 FINGERPRINT = Sha256.of(new byte[] {7});
    private static final String ARN = "arn:aws:lambda:eu-west-1:123456789012:";

    private static PruneRequest request(PruneRequest.Mode mode) {
        return new PruneRequest(KEYS, "orders-deps", 2, TIME.minusSeconds(86400), mode);
    }

    private static Item<PublishedVersion> version(int number, String source, Fate fate) {
        FunctionVersion version = new FunctionVersion(
                ARN + "function:orders",
                String.valueOf(number),
                LambdaRuntime.of("python3.13"),
                Architecture.X86_64,
                FINGERPRINT,
                List.of(),
                FINGERPRINT,
                "",
                "/aws/lambda/orders");
        return new Item<>(new PublishedVersion(version, source, TIME.plusSeconds(number * 3600L), 1_200_000), fate);
    }

    private static Item<LayerVersion> layer(int number, String description, Fate fate) {
        LayerVersionArn arn = LayerVersionArn.of(ARN + "layer:orders-deps:" + number);
        return new Item<>(new LayerVersion(arn, description, TIME), fate);
    }

    private static Item<ListedArtifact> object(io.github.lambdaci.artifact.ArtifactKey key, Fate fate) {
        return new Item<>(new ListedArtifact(key, 340_000, TIME, "etag"), fate);
    }

    private static Fate kept(Reason... reasons) {
        return new Fate.Kept(Arrays.asList(reasons));
    }

    private static Reason reason(Kind kind, String name) {
        return new Reason(kind, name);
    }

    private static Pruned pruned(PruneRequest.Mode mode, Fate gone) {
        CodeStorage before = new CodeStorage(4_000_000_000L, 80_530_636_800L);
        CodeStorage after =
                mode == PruneRequest.Mode.REMOVE ? new CodeStorage(3_100_000_000L, 80_530_636_800L) : before;
        return new Pruned(
                request(mode),
                List.of(
                        version(1, "1.0.0", gone),
                        version(2, "1.1.0", kept(reason(Kind.ALIAS, "qa"), reason(Kind.RECORDED_BEFORE, "live"))),
                        version(3, "", kept(reason(Kind.WEIGHT, "live"), reason(Kind.PROVISIONED_CONCURRENCY, ""))),
                        version(9, "8b1f00c3a5d2e4f60718293a4b5c6d7e8f901234", gone),
                        version(10, "1.9.0", kept(reason(Kind.NEWEST, ""))),
                        version(11, "2.0.0", kept(reason(Kind.ALIAS, "live"), reason(Kind.NEWEST, "")))),
                List.of(
                        layer(1, "1.0.0 lambda-ci:" + FINGERPRINT, gone),
                        layer(2, "by hand", kept(reason(Kind.FOREIGN, ""))),
                        layer(
                                3,
                                "x",
                                kept(
                                        reason(Kind.LAYER_OF, "orders:2"),
                                        reason(Kind.LAYER_OF, "orders:3"),
                                        reason(Kind.LAYER_OF, "billing:$LATEST"),
                                        reason(Kind.LAYER_OF, "billing:7")))),
                List.of(
                        object(KEYS.code("1.0.0"), gone),
                        object(KEYS.code("1.1.0"), kept(reason(Kind.SOURCE_OF, "2"))),
                        object(KEYS.packages(FINGERPRINT), gone),
                        object(KEYS.packages(Sha256.of(new byte[] {8})), kept(reason(Kind.YOUNG, "")))),
                Optional.of(new Pruned.Storage(before, after)));
    }

    @Test
    void dryRun() {
        GoldenFile.of(getClass(), "prune-dry-run.txt")
                .assertHolds(PruneText.of(pruned(PruneRequest.Mode.DRY_RUN, new Fate.Doomed())) + "\n");
    }

    @Test
    void removed() {
        GoldenFile.of(getClass(), "prune.txt")
                .assertHolds(PruneText.of(pruned(PruneRequest.Mode.REMOVE, new Fate.Removed())) + "\n");
    }

    @Test
    void failed() {
        Fate failed = new Fate.Failed(new AwsException("deleting it failed: the role may not do so", "allow it"));
        GoldenFile.of(getClass(), "prune-failed.txt")
                .assertHolds(PruneText.of(pruned(PruneRequest.Mode.REMOVE, failed)) + "\n");
    }

    @Test
    void nothing() {
        Pruned nothing = new Pruned(
                request(PruneRequest.Mode.REMOVE),
                List.of(version(1, "1.0.0", kept(reason(Kind.NEWEST, "")))),
                List.of(),
                List.of(),
                Optional.empty());
        GoldenFile.of(getClass(), "prune-nothing.txt").assertHolds(PruneText.of(nothing) + "\n");
    }

    @Test
    void json() {
        GoldenFile.of(getClass(), "prune.json")
                .assertHolds(PruneJson.of(pruned(PruneRequest.Mode.DRY_RUN, new Fate.Doomed())) + "\n");
    }
}
