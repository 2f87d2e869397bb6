package io.github.lambdaci.testing;

import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LayerSize;
import io.github.lambdaci.account.LayerVersionArn;
import io.github.lambdaci.artifact.ZippedFile;
import io.github.lambdaci.artifact.ZippedFile.Kind;
import io.github.lambdaci.build.PackageBuild;
import io.github.lambdaci.packages.InstalledPackage;
import io.github.lambdaci.pipeline.NewDescriptor;
import io.github.lambdaci.pipeline.Recipe;
import io.github.lambdaci.pipeline.SizeReport;
import io.github.lambdaci.pipeline.Wanted;
import io.github.lambdaci.plan.AliasMove;
import io.github.lambdaci.plan.CodeChange;
import io.github.lambdaci.plan.DependencyChange;
import io.github.lambdaci.plan.DependencyChange.Cause;
import io.github.lambdaci.plan.Difference;
import io.github.lambdaci.plan.FileChange;
import io.github.lambdaci.plan.LayerChange;
import io.github.lambdaci.plan.PackageChange;
import io.github.lambdaci.plan.Plan;
import io.github.lambdaci.plan.Reason;
import io.github.lambdaci.plan.SizeChange;
import io.github.lambdaci.project.Descriptor;
import io.github.lambdaci.project.Toolchain;
import io.github.lambdaci.runtime.Architecture;
import io.github.lambdaci.runtime.LambdaRuntime;
import io.github.lambdaci.runtime.Language;
import io.github.lambdaci.runtime.PackageManagers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Values of plans, for tests that only show them. */
public final class Plans {
    private static final LayerVersionArn OWN = Releases.layer("orders-deps", 6);
    private static final LayerVersionArn TRACING = Releases.layer("tracing", 3);
    private static final FunctionVersion LIVE = Releases.version("42", "old code", "settings", OWN, TRACING);
    private static final AliasMove NEW_VERSION =
            new AliasMove(AliasMove.Kind.MOVE, Optional.of("42"), Optional.empty(), Map.of());
    private static final AliasMove STAYS =
            new AliasMove(AliasMove.Kind.NONE, Optional.of("42"), Optional.of("42"), Map.of());
    private static final CodeChange SAME_CODE =
            new CodeChange(LIVE.codeSha256(), LIVE.codeSha256(), Optional.empty(), 118_000, none());
    private static final List<LayerChange> SAME_LAYERS =
            List.of(layer(OWN, LayerChange.Kind.KEPT, 6L), layer(TRACING, LayerChange.Kind.KEPT, 3L));

    private Plans() {}

    /** One of each kind. */
    public static Stream<Plan> all() {
        return Stream.of(
                released(), unchanged(), first(), unreadable(), toAnEarlierVersion(), inCode(), longLists(), mended());
    }

    /** Both code and dependencies would change. */
    public static Plan released() {
        Difference<FileChange> files = compared(
                file("app.py", Optional.of(text(4_100, 1)), Optional.of(text(4_312, 2))),
                file("billing/new.py", Optional.empty(), Optional.of(text(1_000, 3))),
                file("old.py", Optional.of(text(2_512, 4)), Optional.empty()),
                file("run.sh", Optional.of(text(80, 5)), Optional.of(new ZippedFile("", 80, 5, Kind.PROGRAM))));
        Difference<PackageChange> packages = compared(
                packages("chardet", List.of("5.2.0"), List.of()),
                packages("charset-normalizer", List.of(), List.of("3.4.0")),
                packages("numpy", List.of("2.0.0"), List.of("2.0.0")),
                packages("requests", List.of("2.31.0"), List.of("2.32.3")));
        return new Plan(
                Releases.PROJECT,
                LIVE,
                NEW_VERSION,
                Set.of(Reason.DEPENDENCIES, Reason.CODE, Reason.SETTINGS),
                code(Optional.of(118_000L), files),
                Optional.of(dependencies(packages, Cause.DESCRIPTOR)),
                List.of(layer(OWN, LayerChange.Kind.PUBLISHED, null), layer(TRACING, LayerChange.Kind.KEPT, 3L)),
                Optional.of(new SizeChange(Optional.of(12_100_000L), size(12_400_000))));
    }

    /** Everything is right already. */
    public static Plan unchanged() {
        return new Plan(
                Releases.PROJECT,
                LIVE,
                STAYS,
                Set.of(),
                SAME_CODE,
                Optional.of(dependencies(none())),
                SAME_LAYERS,
                Optional.empty());
    }

    /** There is no alias yet, and nothing but a placeholder. */
    public static Plan first() {
        Difference<FileChange> files = compared(
                file("app.py", Optional.empty(), Optional.of(text(4_312, 2))),
                file("dummy.txt", Optional.of(text(17, 1)), Optional.empty()));
        Difference<PackageChange> packages = compared(packages("requests", List.of(), List.of("2.32.3")));
        return new Plan(
                Releases.PROJECT,
                Releases.version("$LATEST", "dummy", "settings"),
                new AliasMove(AliasMove.Kind.CREATE, Optional.empty(), Optional.empty(), Map.of()),
                Set.of(Reason.CODE, Reason.DEPENDENCIES, Reason.NO_ALIAS),
                code(Optional.of(139L), files),
                Optional.of(dependencies(packages, Cause.FIRST)),
                List.of(new LayerChange(
                        OWN.layerArn(), LayerChange.Kind.PUBLISHED, Optional.empty(), Optional.empty())),
                Optional.of(new SizeChange(Optional.of(17L), size(12_400_000))));
    }

    /** Neither the live code nor the live layer may be read. */
    public static Plan unreadable() {
        Difference<FileChange> files =
                new Difference<>(List.of(), Optional.of("these credentials may not lambda:GetFunction on orders:42"));
        Difference<PackageChange> packages = new Difference<>(
                List.of(packages("requests", List.of(), List.of("2.32.3"))),
                Optional.of("these credentials may not lambda:GetLayerVersion on " + OWN));
        return new Plan(
                Releases.PROJECT,
                LIVE,
                NEW_VERSION,
                Set.of(Reason.CODE, Reason.DEPENDENCIES),
                code(Optional.empty(), files),
                Optional.of(dependencies(packages, Cause.INPUTS)),
                List.of(layer(OWN, LayerChange.Kind.PUBLISHED, null), layer(TRACING, LayerChange.Kind.KEPT, 3L)),
                Optional.of(new SizeChange(Optional.empty(), size(12_400_000))));
    }

    /** The alias was moved by hand, and shares its traffic; everything is there already. */
    public static Plan toAnEarlierVersion() {
        return new Plan(
                Releases.PROJECT,
                LIVE,
                new AliasMove(AliasMove.Kind.MOVE, Optional.of("42"), Optional.of("43"), Map.of("41", 0.1)),
                Set.of(Reason.DEPENDENCIES, Reason.LAYERS, Reason.WEIGHTS),
                SAME_CODE,
                Optional.of(dependencies(none(), Cause.NOT_ATTACHED)),
                List.of(layer(OWN, LayerChange.Kind.REUSED, 7L), layer(TRACING, LayerChange.Kind.REUSED, 4L)),
                Optional.empty());
    }

    /** The dependencies would move from a layer into the code. */
    public static Plan inCode() {
        DependencyChange dependencies = new DependencyChange(
                Optional.of(wanted()),
                true,
                List.of(Cause.PLACE, Cause.RUNTIME),
                compared(packages("local-tools", List.of(), List.of())));
        return new Plan(
                Releases.PROJECT,
                LIVE,
                NEW_VERSION,
                Set.of(Reason.CODE, Reason.DEPENDENCIES),
                code(Optional.of(118_000L), none()),
                Optional.of(dependencies),
                List.of(layer(TRACING, LayerChange.Kind.KEPT, 3L), layer(OWN, LayerChange.Kind.REMOVED, null)),
                Optional.of(new SizeChange(Optional.of(12_400_000L), size(12_400_000))));
    }

    /** More files than anybody wants to read, in names that play tricks. */
    public static Plan longLists() {
        List<FileChange> files = new ArrayList<>();
        for (int number = 100; number < 432; number++) {
            files.add(file("generated/part-" + number + ".py", Optional.empty(), Optional.of(text(number, number))));
        }
        files.add(0, file("a\u001b[31mred.py", Optional.of(text(1, 1)), Optional.of(text(1, 2))));
        return new Plan(
                Releases.PROJECT,
                LIVE,
                NEW_VERSION,
                Set.of(Reason.CODE),
                code(Optional.of(118_000L), new Difference<>(files, Optional.empty())),
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    /** Only {@code $LATEST} is not what it should be. */
    public static Plan mended() {
        return new Plan(
                Releases.PROJECT,
                LIVE,
                STAYS,
                Set.of(Reason.LATEST_DIFFERS),
                SAME_CODE,
                Optional.of(dependencies(none())),
                SAME_LAYERS,
                Optional.empty());
    }

    private static CodeChange code(Optional<Long> bytesBefore, Difference<FileChange> files) {
        return new CodeChange(LIVE.codeSha256(), Releases.hash("new code"), bytesBefore, 120_345, files);
    }

    private static DependencyChange dependencies(Difference<PackageChange> packages, Cause... causes) {
        return new DependencyChange(Optional.of(wanted()), false, List.of(causes), packages);
    }

    private static Wanted wanted() {
        Descriptor descriptor = new Descriptor(
                PackageManagers.usual(Language.PYTHON),
                "requirements.txt",
                Path.of("."),
                "requirements.txt",
                List.of());
        Recipe recipe = new Recipe(
                new PackageBuild(descriptor, LambdaRuntime.of("python3.14"), Architecture.X86_64),
                new Toolchain("host", "", List.of()));
        return new Wanted(
                Optional.of(recipe),
                Releases.hash("fingerprint"),
                Optional.of(OWN),
                Optional.of(new NewDescriptor("requirements.txt", new byte[0])));
    }

    private static LayerChange layer(LayerVersionArn before, LayerChange.Kind kind, @Nullable Long after) {
        return new LayerChange(before.layerArn(), kind, Optional.of(before.version()), Optional.ofNullable(after));
    }

    private static FileChange file(String name, Optional<ZippedFile> before, Optional<ZippedFile> after) {
        return new FileChange(name, before, after);
    }

    private static ZippedFile text(long bytes, long crc) {
        return new ZippedFile("", bytes, crc, Kind.FILE);
    }

    private static PackageChange packages(String name, List<String> before, List<String> after) {
        boolean both = before.equals(after);
        return new PackageChange(
                name,
                Optional.of(new InstalledPackage(name, before, 1_000, Releases.hash("before")))
                        .filter(found -> both || !before.isEmpty()),
                Optional.of(new InstalledPackage(name, after, 1_100, Releases.hash("after")))
                        .filter(found -> both || !after.isEmpty()));
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private static <T> Difference<T> compared(T... changes) {
        return new Difference<>(Arrays.asList(changes), Optional.empty());
    }

    private static <T> Difference<T> none() {
        return new Difference<>(List.of(), Optional.empty());
    }

    private static SizeReport size(long bytes) {
        SizeReport.Layer layer = new SizeReport.Layer(OWN.layerArn(), LayerSize.unzipped(bytes - 400_000));
        return new SizeReport(262_144_000, 400_000, List.of(layer), Optional.empty(), List.of());
    }
}
