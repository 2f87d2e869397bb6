package io.github.lambdaci.testing;

import io.github.lambdaci.account.ArtifactMetadata;
import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LayerSize;
import io.github.lambdaci.account.LayerVersionArn;
import io.github.lambdaci.account.StoredArtifact;
import io.github.lambdaci.artifact.ArtifactKey;
import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.packages.Part;
import io.github.lambdaci.pipeline.Release;
import io.github.lambdaci.pipeline.SizeReport;
import io.github.lambdaci.pipeline.Stage;
import io.github.lambdaci.pipeline.StateMarker;
import io.github.lambdaci.pipeline.Uploaded;
import io.github.lambdaci.project.LambdaProject;
import io.github.lambdaci.project.Packaging;
import io.github.lambdaci.project.Provenance;
import io.github.lambdaci.project.ShippingRules;
import io.github.lambdaci.project.SourceTree;
import io.github.lambdaci.project.SourceVersion;
import io.github.lambdaci.runtime.Architecture;
import io.github.lambdaci.runtime.LambdaRuntime;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Values of one function's releases, for tests that only show them. */
public final class Releases {
    /** The version of the sources. */
    public static final SourceVersion SOURCE_VERSION = new SourceVersion("4f2c9ab01d3e5b6a7c8d9e0f1a2b3c4d5e6f7a8b");

    /** What is shipped. */
    public static final LambdaProject PROJECT = new LambdaProject(
            new LambdaProject.Target("artifacts", "orders", "latest", "orders-deps"),
            new SourceTree(Path.of("src"), ShippingRules.USUAL),
            Optional.of(Path.of("requirements.txt")),
            SOURCE_VERSION,
            Optional.empty(),
            Packaging.USUAL);

    private static final String ARN = "arn:aws:lambda:eu-west-1:123456789012:";

    private static final StoredArtifact CODE = artifact("orders/" + SOURCE_VERSION + "/app.zip", 120_345);
    private static final StoredArtifact PACKAGES = artifact("packages/" + hash("fingerprint") + ".zip", 2_123_456);

    private Releases() {}

    /** A version of the function, or {@code $LATEST}. */
    public static FunctionVersion version(String version, String code, String settings, LayerVersionArn... layers) {
        return new FunctionVersion(
                ARN + "function:orders",
                version,
                LambdaRuntime.of("python3.13"),
                Architecture.X86_64,
                hash(code),
                List.of(layers),
                hash(settings),
                "revision",
                "/aws/lambda/orders");
    }

    /** A version of a layer. */
    public static LayerVersionArn layer(String name, long version) {
        return new LayerVersionArn(ARN + "layer:" + name, version);
    }

    /** A stored zip below the function's keys. */
    public static StoredArtifact artifact(String key, long bytes) {
        return new StoredArtifact(
                new ArtifactKey("artifacts", "lambda-ci/" + key),
                Optional.of("v1"),
                bytes,
                new ArtifactMetadata(hash(key), bytes * 4, SOURCE_VERSION.value(), Optional.empty()));
    }

    /** A hash to show. */
    public static Sha256 hash(String of) {
        return Sha256.of(of.getBytes(StandardCharsets.UTF_8));
    }

    /** A release that changed both code and dependencies. */
    public static Release published() {
        LayerVersionArn layer = layer("orders-deps", 7);
        return new Release(
                PROJECT,
                version("42", "new code", "settings", layer),
                Optional.of("41"),
                Release.Status.PUBLISHED,
                new Release.Code(true, hash("new code"), 120_345),
                Optional.of(new Release.Dependencies(
                        true, hash("fingerprint"), Optional.of(layer), Optional.of(packages(Optional.of(layer))))),
                Optional.of(size()),
                new Uploaded(Optional.of(CODE), Optional.of(PACKAGES), List.of(CODE, PACKAGES)),
                durations(900, 41_300, 2_100, 3_400, 1_200));
    }

    /** What was live elsewhere, and was released as it was there. */
    public static Release promoted() {
        Release release = published();
        Provenance from = new Provenance("qa", "arn:aws:lambda:eu-west-1:111111111111:function:orders-qa", "7");
        return new Release(
                PROJECT.promoted(PROJECT.sourceVersion(), from),
                release.live(),
                release.previousVersion(),
                release.status(),
                release.code(),
                release.dependencies(),
                release.size(),
                release.uploaded(),
                release.durations());
    }

    /** A release with nothing but the code, of a function that had none. */
    public static Release first() {
        Release release = published();
        return new Release(
                PROJECT,
                version("1", "new code", "settings"),
                Optional.empty(),
                release.status(),
                release.code(),
                Optional.empty(),
                Optional.empty(),
                new Uploaded(Optional.of(CODE), Optional.empty(), List.of(CODE)),
                durations(700, 100, 300, 1_200, 900));
    }

    /** A run that found everything as it should be. */
    public static Release unchanged() {
        Release release = published();
        return new Release(
                PROJECT,
                release.live(),
                Optional.of("41"),
                Release.Status.UNCHANGED,
                new Release.Code(false, release.code().sha256(), release.code().bytes()),
                release.dependencies()
                        .map(found ->
                                new Release.Dependencies(false, found.fingerprint(), found.layer(), found.packages())),
                Optional.empty(),
                new Uploaded(Optional.empty(), Optional.empty(), List.of()),
                durations(1_100, 200, 0, 0, 0));
    }

    /** A release of code alone that goes back to dependencies that were built before. */
    public static Release reverted() {
        Release release = published();
        LayerVersionArn layer = layer("orders-deps", 5);
        return new Release(
                PROJECT,
                version("43", "old code", "settings", layer),
                Optional.of("42"),
                Release.Status.PUBLISHED,
                release.code(),
                Optional.of(new Release.Dependencies(true, hash("fingerprint"), Optional.of(layer), Optional.empty())),
                Optional.empty(),
                new Uploaded(Optional.of(CODE), Optional.empty(), List.of(CODE)),
                durations(900, 300, 2_100, 63_400, 1_200));
    }

    /** A release with the dependencies in the code, which had a layer before. */
    public static Release inCode() {
        Release release = published();
        return new Release(
                PROJECT,
                version("44", "new code", "settings"),
                Optional.of("43"),
                release.status(),
                new Release.Code(true, hash("new code"), 2_243_801),
                Optional.of(new Release.Dependencies(
                        true, hash("fingerprint"), Optional.empty(), Optional.of(packages(Optional.empty())))),
                Optional.empty(),
                new Uploaded(Optional.of(CODE), Optional.empty(), List.of(CODE)),
                durations(900, 41_300, 2_100, 3_400, 1_200));
    }

    /** A version that is published and takes no traffic. */
    public static Release waiting() {
        Release release = published();
        return new Release(
                PROJECT,
                release.live(),
                release.previousVersion(),
                Release.Status.WAITING,
                release.code(),
                release.dependencies(),
                Optional.empty(),
                release.uploaded(),
                release.durations());
    }

    /** A run that ended when code and dependencies were in S3, for somebody else to deploy. */
    public static Release uploaded() {
        Release release = published();
        return new Release(
                PROJECT,
                version("41", "old code", "settings", layer("orders-deps", 6)),
                Optional.empty(),
                Release.Status.UPLOADED,
                release.code(),
                Optional.of(new Release.Dependencies(true, hash("fingerprint"), Optional.empty(), Optional.empty())),
                Optional.empty(),
                release.uploaded(),
                Map.of(
                        Stage.CHECK, Duration.ofMillis(900),
                        Stage.BUNDLE, Duration.ofMillis(41_300),
                        Stage.UPLOAD, Duration.ofMillis(2_100)));
    }

    /** The same of a function without an alias, where everything was right already. */
    public static Release alreadyUploaded() {
        Release release = uploaded();
        return new Release(
                PROJECT,
                version("$LATEST", "new code", "settings"),
                Optional.empty(),
                Release.Status.UNCHANGED,
                new Release.Code(false, hash("new code"), 120_345),
                Optional.empty(),
                Optional.empty(),
                new Uploaded(Optional.of(CODE), Optional.empty(), List.of()),
                release.durations());
    }

    /** What takes the room in a release of both code and dependencies. */
    public static SizeReport size() {
        return new SizeReport(
                262_144_000,
                412_000,
                List.of(
                        new SizeReport.Layer(layer("orders-deps", 7).layerArn(), LayerSize.unzipped(121_300_000)),
                        new SizeReport.Layer(layer("tracing", 3).layerArn(), LayerSize.zipped(18_200_000))),
                Optional.of(List.of(
                        new Part("numpy", 58_900_000),
                        new Part("pandas", 46_100_000),
                        new Part("python-dateutil", 700_000))),
                List.of(
                        new Part("python/numpy.libs/libscipy_openblas64_-32a4b2a6.so", 25_409_073),
                        new Part("handler.py", 400_000)));
    }

    /** How long the stages took, in milliseconds. */
    public static Map<Stage, Duration> durations(long check, long bundle, long upload, long deploy, long publish) {
        return Map.of(
                Stage.CHECK, Duration.ofMillis(check),
                Stage.BUNDLE, Duration.ofMillis(bundle),
                Stage.UPLOAD, Duration.ofMillis(upload),
                Stage.DEPLOY, Duration.ofMillis(deploy),
                Stage.PUBLISH, Duration.ofMillis(publish));
    }

    private static StateMarker.Packages packages(Optional<LayerVersionArn> layer) {
        return new StateMarker.Packages(
                hash("fingerprint").hex(),
                hash("packages").hex(),
                2_123_456,
                8_412_345,
                layer.map(LayerVersionArn::toString));
    }
}
