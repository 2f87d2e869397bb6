package io.github.lambdaci.testing;

import io.github.lambdaci.account.AliasRoute;
import io.github.lambdaci.account.CodeStorage;
import io.github.lambdaci.account.Descriptions;
import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.Invocation;
import io.github.lambdaci.account.InvocationRequest;
import io.github.lambdaci.account.LambdaAliases;
import io.github.lambdaci.account.LambdaFunctions;
import io.github.lambdaci.account.LambdaInvocations;
import io.github.lambdaci.account.LambdaLayers;
import io.github.lambdaci.account.LambdaUsage;
import io.github.lambdaci.account.LambdaVersions;
import io.github.lambdaci.account.LatestState;
import io.github.lambdaci.account.LayerContent;
import io.github.lambdaci.account.LayerRequest;
import io.github.lambdaci.account.LayerSize;
import io.github.lambdaci.account.LayerVersion;
import io.github.lambdaci.account.LayerVersionArn;
import io.github.lambdaci.account.LiveAlias;
import io.github.lambdaci.account.NamedAlias;
import io.github.lambdaci.account.PublishedVersion;
import io.github.lambdaci.account.Removal;
import io.github.lambdaci.account.StoredArtifact;
import io.github.lambdaci.account.UsedVersion;
import io.github.lambdaci.account.VersionUse;
import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.failure.AwsException;
import io.github.lambdaci.failure.OvertakenException;
import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.failure.VersionCheckException;
import io.github.lambdaci.runtime.Architecture;
import io.github.lambdaci.runtime.LambdaRuntime;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/** Lambda in memory: functions, versions, aliases, calls and layers. */
public final class FakeLambda
        implements LambdaFunctions, LambdaAliases, LambdaVersions, LambdaInvocations, LambdaLayers, LambdaUsage {
    private Optional<Runnable> moving = Optional.empty();
    private static final String ARN = "arn:aws:lambda:eu-west-1:123456789012:";

    private final FakeArtifactStore store;
    private final Writes writes;
    private final Map<String, FakeFunction> functions = new HashMap<>();
    private final Map<String, List<LayerVersion>> layers = new HashMap<>();
    private final Map<String, List<VersionUse>> uses = new HashMap<>();
    private Optional<CodeStorage> storage = Optional.of(new CodeStorage(5000, 80_530_636_800L));
    private final Set<LayerVersionArn> deletedLayers = new HashSet<>();
    private final Map<LayerVersionArn, LayerSize> sizes = new HashMap<>();
    private final Map<Sha256, byte[]> codes = new HashMap<>();
    private final Map<LayerVersionArn, byte[]> contents = new HashMap<>();
    private boolean denyingDownloads;
    private boolean corruptingDownloads;
    private Function<InvocationRequest, Invocation> answers = FakeLambda::ok;
    private Optional<String> startFailure = Optional.empty();
    private Optional<String> updateFailure = Optional.empty();
    private final Set<String> broken = new HashSet<>();
    private long unzippedLimit = 262_144_000;
    private int revisions;

    public FakeLambda(FakeArtifactStore store, Writes writes) {
        this.store = store;
        this.writes = writes;
    }

    private static final class FakeFunction {
        private FunctionVersion latest;
        private final List<PublishedVersion> versions = new ArrayList<>();
        private int published;
        private final Map<String, LiveAlias> aliases = new HashMap<>();

        private FakeFunction(FunctionVersion latest) {
            this.latest = latest;
        }
    }

    /** Lets traffic still be on its way when it is first looked for; does something before it arrives. */
    public void settleLate(Runnable meanwhile) {
        moving = Optional.of(meanwhile);
    }

    /** Creates a function, as Terraform does, with code that lambda-ci did not build. */
    public FunctionVersion createFunction(String name, LambdaRuntime runtime) {
        FunctionVersion latest = new FunctionVersion(
                ARN + "function:" + name,
                "$LATEST",
                runtime,
                Architecture.X86_64,
                placeholder(),
                List.of(),
                Sha256.of(new byte[] {2}),
                nextRevision(),
                "/aws/lambda/" + name);
        functions.put(name, new FakeFunction(latest));
        return latest;
    }

    /** Whether there is a function of this name. */
    public boolean exists(String name) {
        return functions.containsKey(name);
    }

    private Sha256 placeholder() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            ZipEntry entry = new ZipEntry("dummy.txt");
            // Else each world would have another placeholder.
            entry.setTimeLocal(LocalDateTime.of(1980, 2, 1, 0, 0));
            zip.putNextEntry(entry);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Sha256 hash = Sha256.of(bytes.toByteArray());
        codes.put(hash, bytes.toByteArray());
        return hash;
    }

    /** Changes {@code $LATEST}, as somebody else does. */
    public FunctionVersion change(String function, UnaryOperator<FunctionVersion> edit) {
        FakeFunction changed = function(function);
        FunctionVersion edited = edit.apply(changed.latest);
        changed.latest = copy(edited, edited.version(), edited.codeSha256(), edited.layers());
        return changed.latest;
    }

    /** Moves an alias or changes its weights, as somebody else does. */
    public void changeAlias(String function, String alias, FunctionVersion target, Map<String, Double> weights) {
        function(function).aliases.put(alias, new LiveAlias(target, weights, nextRevision()));
    }

    /** Deletes an alias, as somebody else does. */
    public void deleteAlias(String function, String alias) {
        function(function).aliases.remove(alias);
    }

    /** Publishes a version of somebody else's layer. */
    public LayerVersionArn publishForeignLayer(String layerName) {
        return addLayerVersion(layerName, "somebody else's");
    }

    /** Publishes a version of somebody else's layer that is so large. */
    public LayerVersionArn publishForeignLayer(String layerName, LayerSize size) {
        LayerVersionArn layer = publishForeignLayer(layerName);
        sizes.put(layer, size);
        return layer;
    }

    /** Lets no version that is published from now on start. */
    public void failToStartVersions(String reason) {
        startFailure = Optional.of(reason);
    }

    /** Lets the last update of every function have failed. */
    public void failUpdates(String reason) {
        updateFailure = Optional.of(reason);
    }

    /** Lets nobody invoke the versions with this number any more. */
    public void breakVersion(String version) {
        broken.add(version);
    }

    /** Deletes a version, as somebody else does; its number is never given again. */
    public void loseVersion(String function, String version) {
        function(function).versions.removeIf(found -> found.version().version().equals(version));
    }

    /** Limits the unzipped size of functions. */
    public void limitUnzippedTo(long bytes) {
        unzippedLimit = bytes;
    }

    /** Lets every function answer so from now on. */
    public void answer(Function<InvocationRequest, Invocation> answer) {
        answers = answer;
    }

    private static Invocation ok(InvocationRequest request) {
        return new Invocation(200, request.qualifier(), Optional.empty(), "\"ok\"", Optional.of("END\n"));
    }

    /** Answers as a function that answers with its event, and fails if that is "fail". */
    public Invocation echo(InvocationRequest request) {
        String version = executedVersion(request).orElseThrow();
        return switch (request.type()) {
            case EVENT -> new Invocation(202, version, Optional.empty(), "", Optional.empty());
            case DRY_RUN -> new Invocation(204, version, Optional.empty(), "", Optional.empty());
            case REQUEST_RESPONSE -> {
                boolean fails = request.payload().equals("\"fail\"");
                String answer =
                        fails ? "{\"errorMessage\": \"told to\", \"errorType\": \"ValueError\"}" : request.payload();
                Optional<String> error = fails ? Optional.of("Unhandled") : Optional.empty();
                yield new Invocation(200, version, error, answer, Optional.of("START\nEND\n"));
            }
        };
    }

    private Optional<String> executedVersion(InvocationRequest request) {
        FakeFunction function = functions.get(request.function());
        String qualifier = request.qualifier();
        if (function == null) {
            return Optional.empty();
        }
        boolean isVersion = qualifier.equals("$LATEST")
                || function.versions.stream()
                        .anyMatch(published -> published.version().version().equals(qualifier));
        return isVersion
                ? Optional.of(qualifier)
                : Optional.ofNullable(function.aliases.get(qualifier))
                        .map(alias -> alias.target().version());
    }

    @Override
    public Invocation invoke(InvocationRequest request) {
        if (executedVersion(request).isEmpty()) {
            String kind = request.qualifier().matches("[0-9]+") ? "version " : "alias ";
            throw new ProjectException(
                    "there is no function '" + request.function() + "' with the " + kind + request.qualifier(),
                    "check both names");
        }
        return answers.apply(request);
    }

    @Override
    public List<PublishedVersion> versions(String function) {
        return List.copyOf(function(function).versions);
    }

    @Override
    public Removal delete(String function, String version) {
        return writes.perform("deleteVersion " + function + ":" + version, () -> {
            boolean aliased = function(function).aliases.values().stream()
                    .anyMatch(alias -> alias.target().version().equals(version)
                            || alias.weights().containsKey(version));
            if (aliased) {
                return Removal.STILL_USED;
            }
            function(function)
                    .versions
                    .removeIf(published -> published.version().version().equals(version));
            return Removal.DONE;
        });
    }

    @Override
    public List<String> functions() {
        return everyVersion().stream().map(UsedVersion::function).distinct().toList();
    }

    @Override
    public List<UsedVersion> everyVersion() {
        return functions.values().stream()
                .flatMap(function -> Stream.concat(
                        Stream.of(function.latest), function.versions.stream().map(PublishedVersion::version)))
                .map(version -> new UsedVersion(
                        name(version), version.version(), Optional.of(version.codeSha256()), version.layers()))
                .toList();
    }

    @Override
    public List<VersionUse> uses(String function) {
        return uses.getOrDefault(function, List.of());
    }

    @Override
    public Optional<CodeStorage> codeStorage() {
        return storage;
    }

    /** Lets something besides an alias use a version. */
    public void use(String function, VersionUse use) {
        uses.computeIfAbsent(function, name -> new ArrayList<>()).add(use);
    }

    /** Lets nobody read how much room functions take. */
    public void hideCodeStorage() {
        storage = Optional.empty();
    }

    @Override
    public FunctionVersion version(String function, String version) {
        return function(function).versions.stream()
                .map(PublishedVersion::version)
                .filter(published -> published.version().equals(version))
                .findFirst()
                .orElseThrow(() -> new AwsException(
                        "there is no version " + version + " of function '" + function + "'", "run again"));
    }

    @Override
    public List<NamedAlias> aliases(String function) {
        return function(function).aliases.entrySet().stream()
                .map(alias -> new NamedAlias(
                        alias.getKey(),
                        alias.getValue().target().version(),
                        alias.getValue().weights()))
                .sorted(Comparator.comparing(NamedAlias::name))
                .toList();
    }

    @Override
    public FunctionVersion latest(String function) {
        if (!functions.containsKey(function)) {
            throw new ProjectException("there is no function '" + function + "'", "create it with Terraform");
        }
        return function(function).latest;
    }

    @Override
    public LatestState state(String function) {
        FunctionVersion latest = latest(function);
        return new LatestState(
                latest,
                updateFailure.isPresent() ? LatestState.Update.FAILED : LatestState.Update.SUCCESSFUL,
                updateFailure.orElse(""),
                Instant.parse("2026-11-21T12:00:00Z"),
                100);
    }

    @Override
    public FunctionVersion ready(String function, String version) {
        FunctionVersion found = version(function, version);
        if (broken.contains(version)) {
            throw new VersionCheckException(found.versionArn() + " cannot be invoked", "choose another version");
        }
        return found;
    }

    @Override
    public Optional<LiveAlias> alias(String function, String alias) {
        return Optional.ofNullable(function(function).aliases.get(alias));
    }

    @Override
    public FunctionVersion updateLayers(FunctionVersion latest, List<LayerVersionArn> after) {
        return writes.perform("updateLayers " + name(latest) + " " + after, () -> {
            FakeFunction function = unchanged(latest);
            if (after.size() > 5 || !after.stream().allMatch(this::exists)) {
                throw new AwsException("Lambda refused the layers " + after, "check the layers");
            }
            function.latest = copy(latest, latest.version(), latest.codeSha256(), after);
            return function.latest;
        });
    }

    @Override
    public FunctionVersion updateCode(FunctionVersion latest, StoredArtifact code) {
        return writes.perform("updateCode " + name(latest) + " " + code.key(), () -> {
            FakeFunction function = unchanged(latest);
            if (!store.holds(code)) {
                throw new AwsException(code.key() + " is not there", "run again");
            }
            codes.put(code.sha256(), store.bytes(code));
            function.latest = copy(latest, latest.version(), code.sha256(), latest.layers());
            return function.latest;
        });
    }

    @Override
    public FunctionVersion publishVersion(FunctionVersion latest, String description) {
        return writes.perform("publishVersion " + name(latest) + " '" + description + "'", () -> {
            FunctionVersion version = publishIfChanged(unchanged(latest), description);
            startFailure.ifPresent(reason -> {
                throw new VersionCheckException(version.versionArn() + " did not start: " + reason, "look at its logs");
            });
            return version;
        });
    }

    @Override
    public LiveAlias point(AliasRoute route, Optional<LiveAlias> current) {
        String what = "pointAlias " + route.alias() + " to " + route.version().versionArn()
                + (route.weights().isEmpty() ? "" : " " + route.weights())
                + route.description()
                        .map(description -> " '" + description + "'")
                        .orElse("");
        return writes.perform(what, () -> {
            Map<String, LiveAlias> aliases = function(name(route.version())).aliases;
            if (!revision(Optional.ofNullable(aliases.get(route.alias()))).equals(revision(current))) {
                throw changedMeanwhile("alias " + route.alias());
            }
            Optional<String> described =
                    Optional.ofNullable(aliases.get(route.alias())).flatMap(LiveAlias::description);
            LiveAlias pointed = new LiveAlias(
                    route.version(), route.weights(), route.description().or(() -> described), nextRevision());
            aliases.put(route.alias(), pointed);
            return pointed;
        });
    }

    @Override
    public LiveAlias settled(AliasRoute route, LiveAlias pointed) {
        moving.ifPresent(Runnable::run);
        return pointed;
    }

    @Override
    public Optional<LiveAlias> ifSettled(AliasRoute route, LiveAlias pointed) {
        return Optional.of(pointed).filter(alias -> moving.isEmpty());
    }

    @Override
    public long unzippedLimit(long wanted) {
        return unzippedLimit;
    }

    @Override
    public Search search(String layerName) {
        return fingerprint -> versionsOf(layerName).stream()
                .filter(version -> version.fingerprint().equals(Optional.of(fingerprint)))
                .map(LayerVersion::arn)
                .max(Comparator.comparing(LayerVersionArn::version));
    }

    @Override
    public LayerVersionArn publish(LayerRequest request) {
        return writes.perform(
                "publishLayer " + request.layerName() + " " + request.packages().key(), () -> {
                    if (!store.holds(request.packages())) {
                        throw new AwsException(request.packages().key() + " is not there", "run again");
                    }
                    LayerVersionArn layer = addLayerVersion(
                            request.layerName(), Descriptions.ofLayer(request.fingerprint(), request.sourceVersion()));
                    contents.put(layer, store.bytes(request.packages()));
                    sizes.put(
                            layer,
                            LayerSize.unzipped(request.packages().metadata().unzippedBytes()));
                    return layer;
                });
    }

    @Override
    public List<LayerVersion> layerVersions(String layerName) {
        return versionsOf(layerName);
    }

    @Override
    public void delete(LayerVersionArn version) {
        writes.perform(
                "deleteLayer " + version.layerName() + ":" + version.version(), () -> deletedLayers.add(version));
    }

    @Override
    public LayerSize size(FunctionVersion function, LayerVersionArn layer) {
        return sizes.getOrDefault(layer, LayerSize.unzipped(0));
    }

    @Override
    public LayerContent content(LayerVersionArn layer) {
        LayerVersion version = versionsOf(layer.layerName()).stream()
                .filter(found -> found.arn().equals(layer))
                .findFirst()
                .orElseThrow(() -> new AwsException("there is no layer version " + layer, "run again"));
        return new LayerContent(Sha256.of(contents.getOrDefault(layer, new byte[0])), version.description());
    }

    /** Lets nobody download code or layers from now on. */
    public void denyDownloads() {
        denyingDownloads = true;
    }

    /** Lets whoever downloads code or layers from now on get other bytes. */
    public void corruptDownloads() {
        corruptingDownloads = true;
    }

    @Override
    public void download(FunctionVersion version, Path target) {
        download("lambda:GetFunction on " + version.versionArn(), codes.get(version.codeSha256()), target);
    }

    @Override
    public void download(LayerVersionArn layer, Path target) {
        download("lambda:GetLayerVersion on " + layer, contents.get(layer), target);
    }

    private void download(String right, byte @Nullable [] content, Path target) {
        if (denyingDownloads || content == null) {
            throw new AwsException("these credentials may not " + right, "allow it");
        }
        try {
            Files.write(target, corruptingDownloads ? new byte[] {1} : content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private LayerVersionArn addLayerVersion(String name, String description) {
        List<LayerVersion> versions = layers.computeIfAbsent(name, key -> new ArrayList<>());
        LayerVersionArn arn = layerArn(name, versions.size() + 1);
        versions.add(new LayerVersion(arn, description, writes.now()));
        return arn;
    }

    private static LayerVersionArn layerArn(String name, int version) {
        return LayerVersionArn.of(ARN + "layer:" + name + ":" + version);
    }

    private boolean exists(LayerVersionArn layer) {
        return versionsOf(layer.layerName()).stream()
                .anyMatch(version -> version.arn().equals(layer));
    }

    /** Numbers are never given twice. */
    private List<LayerVersion> versionsOf(String layerName) {
        return layers.getOrDefault(layerName, List.of()).stream()
                .filter(version -> !deletedLayers.contains(version.arn()))
                .toList();
    }

    private FunctionVersion publishIfChanged(FakeFunction function, String description) {
        List<PublishedVersion> versions = function.versions;
        if (versions.isEmpty() || !versions.get(versions.size() - 1).version().behavesLike(function.latest)) {
            FunctionVersion latest = function.latest;
            function.published++;
            String number = String.valueOf(function.published);
            versions.add(new PublishedVersion(
                    copy(latest, number, latest.codeSha256(), latest.layers()), description, writes.now(), 100));
            function.latest = copy(latest, latest.version(), latest.codeSha256(), latest.layers());
        }
        return versions.get(versions.size() - 1).version();
    }

    private FakeFunction unchanged(FunctionVersion latest) {
        FakeFunction function = function(name(latest));
        if (!function.latest.revisionId().equals(latest.revisionId())) {
            throw changedMeanwhile("function " + name(latest));
        }
        return function;
    }

    private static OvertakenException changedMeanwhile(String what) {
        return new OvertakenException("somebody else changed " + what + " meanwhile", "run again", null);
    }

    private FakeFunction function(String name) {
        FakeFunction function = functions.get(name);
        if (function == null) {
            throw new AwsException("there is no function '" + name + "'", "create it");
        }
        return function;
    }

    private static Optional<String> revision(Optional<LiveAlias> alias) {
        return alias.map(LiveAlias::revisionId);
    }

    private static String name(FunctionVersion version) {
        return version.functionArn().substring(version.functionArn().lastIndexOf(':') + 1);
    }

    private String nextRevision() {
        revisions++;
        return "revision-" + revisions;
    }

    /** The same at a new revision, with another number, code or layers. */
    private FunctionVersion copy(FunctionVersion from, String version, Sha256 code, List<LayerVersionArn> layers) {
        return new FunctionVersion(
                from.functionArn(),
                version,
                from.runtime(),
                from.architecture(),
                code,
                List.copyOf(layers),
                from.settings(),
                nextRevision(),
                from.logGroup());
    }
}
