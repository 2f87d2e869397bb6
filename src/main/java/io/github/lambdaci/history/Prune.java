package io.github.lambdaci.history;

import io.github.lambdaci.account.Account;
import io.github.lambdaci.account.CodeStorage;
import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LayerVersion;
import io.github.lambdaci.account.LayerVersionArn;
import io.github.lambdaci.account.ListedArtifact;
import io.github.lambdaci.account.PublishedVersion;
import io.github.lambdaci.account.Removal;
import io.github.lambdaci.account.UsedVersion;
import io.github.lambdaci.artifact.ArtifactKeys;
import io.github.lambdaci.failure.AwsException;
import io.github.lambdaci.history.Reason.Kind;
import io.github.lambdaci.pipeline.StateMarker;
import io.github.lambdaci.pipeline.StateMarkers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Removes what a function's past releases left and nothing needs any more: versions first, then layer versions, then
 * objects, each after it was read anew what needs them.
 */
public final class Prune {
    private final Account account;
    private final PruneLog log;

    /** Works on what there is in an account. */
    public Prune(Account account, PruneLog log) {
        this.account = account;
        this.log = log;
    }

    /**
     * Removes what nothing needs.
     *
     * @return what was removed and what was not; that something could not be removed stops nothing
     * @throws AwsException if it cannot be read what needs what; then nothing more is removed
     */
    public Pruned run(PruneRequest request) {
        FunctionVersion latest = account.functions().latest(request.function());
        Optional<CodeStorage> before = account.usage().codeStorage();
        // Whoever may not read all of this is to be told before anything is gone.
        List<ListedArtifact> objects = account.listing().list(request.keys().everything());
        VersionChoice choice = VersionChoice.of(request, account, markers(objects));
        List<LayerVersion> ownLayers = account.layers().layerVersions(request.layer());
        List<UsedVersion> used = account.usage().everyVersion();
        List<Item<PublishedVersion>> versions = versions(request, choice);
        Set<String> gone = gone(versions);
        boolean removed = request.mode() == PruneRequest.Mode.REMOVE;
        List<UsedVersion> still = staying(request, removed ? account.usage().everyVersion() : used, gone);
        List<Item<LayerVersion>> layers = layers(request, new LayerChoice(still, choice.cutOff()), ownLayers);
        List<LayerVersion> layersLeft = left(layers);
        List<ListedArtifact> now =
                removed ? account.listing().list(request.keys().everything()) : objects;
        ObjectChoice.Needs needs = new ObjectChoice.Needs(
                left(versions), still, markers(now), layersInUse(request, latest, still, now, layersLeft));
        List<Item<ListedArtifact>> items =
                objects(request, new ObjectChoice(request, choice.cutOff(), account.store(), needs), now);
        return new Pruned(request, versions, layers, items, storage(before));
    }

    private List<StateMarker> markers(List<ListedArtifact> objects) {
        StateMarkers markers = new StateMarkers(account.store());
        return objects.stream()
                .map(ListedArtifact::key)
                .filter(ArtifactKeys::isMarker)
                .flatMap(key -> markers.read(key).stream())
                .toList();
    }

    private List<Item<PublishedVersion>> versions(PruneRequest request, VersionChoice choice) {
        List<Item<PublishedVersion>> items = new ArrayList<>();
        for (PublishedVersion version : choice.versions()) {
            String number = version.version().version();
            items.add(new Item<>(
                    version,
                    fate(
                            request,
                            choice.reasons(version),
                            () -> account.versions().delete(request.function(), number),
                            () -> log.versionDeleted(version.version()))));
        }
        return List.copyOf(items);
    }

    private List<Item<LayerVersion>> layers(PruneRequest request, LayerChoice choice, List<LayerVersion> layers) {
        List<Item<LayerVersion>> items = new ArrayList<>();
        for (LayerVersion layer : layers) {
            items.add(new Item<>(
                    layer,
                    fate(
                            request,
                            choice.reasons(layer),
                            () -> {
                                account.layers().delete(layer.arn());
                                return Removal.DONE;
                            },
                            () -> log.layerDeleted(layer.arn()))));
        }
        return List.copyOf(items);
    }

    private List<Item<ListedArtifact>> objects(
            PruneRequest request, ObjectChoice choice, List<ListedArtifact> objects) {
        List<Item<ListedArtifact>> items = new ArrayList<>();
        for (ListedArtifact object : objects) {
            if (ObjectChoice.isCandidate(request, object)) {
                items.add(new Item<>(
                        object,
                        fate(
                                request,
                                choice.reasons(object),
                                () -> account.listing().delete(object),
                                () -> log.artifactDeleted(object.key()))));
            }
        }
        return List.copyOf(items);
    }

    private static Fate fate(PruneRequest request, List<Reason> reasons, Supplier<Removal> removal, Runnable told) {
        if (!reasons.isEmpty()) {
            return new Fate.Kept(reasons);
        }
        if (request.mode() == PruneRequest.Mode.DRY_RUN) {
            return new Fate.Doomed();
        }
        try {
            if (removal.get() == Removal.STILL_USED) {
                return new Fate.Kept(List.of(Reason.of(Kind.MEANWHILE)));
            }
            told.run();
            return new Fate.Removed();
        } catch (AwsException e) {
            return new Fate.Failed(e);
        }
    }

    private static Set<String> gone(List<Item<PublishedVersion>> versions) {
        return versions.stream()
                .filter(Item::isGone)
                .map(item -> item.thing().version().version())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static <T> List<T> left(List<Item<T>> items) {
        return items.stream().filter(item -> !item.isGone()).map(Item::thing).toList();
    }

    private static List<UsedVersion> staying(PruneRequest request, List<UsedVersion> used, Set<String> gone) {
        return used.stream()
                .filter(version -> !version.function().equals(request.function()) || !gone.contains(version.version()))
                .toList();
    }

    /** The versions of every layer of this account that a function has; read only if packages depend on it. */
    private List<LayerVersion> layersInUse(
            PruneRequest request,
            FunctionVersion latest,
            List<UsedVersion> used,
            List<ListedArtifact> objects,
            List<LayerVersion> own) {
        if (objects.stream().noneMatch(object -> ObjectChoice.isOldPackage(request, object))) {
            return own;
        }
        Function<String, Stream<LayerVersion>> versions =
                layer -> layer.equals(request.layer()) ? own.stream() : account.layers().layerVersions(layer).stream();
        return Stream.concat(
                        Stream.of(request.layer()),
                        used.stream()
                                .flatMap(version -> version.layers().stream())
                                // Those of other accounts hold nothing of this bucket.
                                .filter(layer -> layer.layerArn().equals(latest.layerArn(layer.layerName())))
                                .map(LayerVersionArn::layerName))
                .distinct()
                .flatMap(versions)
                .toList();
    }

    private Optional<Pruned.Storage> storage(Optional<CodeStorage> before) {
        return before.flatMap(was -> account.usage().codeStorage().map(is -> new Pruned.Storage(was, is)));
    }
}
