package io.github.lambdaci.plan;

import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LambdaVersions;
import io.github.lambdaci.account.LayerVersionArn;
import io.github.lambdaci.account.LiveAlias;
import io.github.lambdaci.account.PublishedVersion;
import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.failure.AwsException;
import io.github.lambdaci.pipeline.Prepared;
import io.github.lambdaci.project.LambdaProject;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the stages that write would do, told from what the others found. */
final class Outlook {
    private final LambdaProject project;
    private final FunctionVersion latest;
    private final Optional<LiveAlias> alias;
    private final FunctionVersion live;
    private final Sha256 code;
    private final List<LayerVersionArn> layers;
    private final String ownLayer;

    Outlook(LambdaProject project, Prepared prepared) {
        this.project = project;
        this.latest = prepared.checked().latest();
        this.alias = prepared.checked().alias();
        this.live = alias.map(LiveAlias::target).orElse(latest);
        this.code = prepared.bundled().code().sha256();
        this.layers = prepared.layers(project);
        this.ownLayer = latest.layerArn(project.target().layer());
    }

    /** What is compared with: the version that the alias points to, or {@code $LATEST} if there is no alias. */
    FunctionVersion live() {
        return live;
    }

    boolean changesCode() {
        return !live.codeSha256().equals(code);
    }

    /** The version of its own layer that the function has, if it has one. */
    Optional<LayerVersionArn> ownLayerBefore() {
        return own(live.layers());
    }

    /** The version of its own layer that the function is to have, if it is to have one. */
    Optional<LayerVersionArn> ownLayerAfter() {
        return own(layers);
    }

    boolean changesOwnLayer() {
        return !ownLayerBefore().equals(ownLayerAfter());
    }

    private Optional<LayerVersionArn> own(List<LayerVersionArn> among) {
        return among.stream().filter(layer -> layer.layerArn().equals(ownLayer)).findFirst();
    }

    boolean isOwn(String layerArn) {
        return layerArn.equals(ownLayer);
    }

    /** Whether the layers of others are live as they are to be, in their order. */
    boolean keepsOtherLayers() {
        return others(live.layers()).equals(others(layers));
    }

    private List<LayerVersionArn> others(List<LayerVersionArn> among) {
        return among.stream()
                .filter(layer -> !layer.layerArn().equals(ownLayer))
                .toList();
    }

    /** Why anything would be changed; empty if nothing would be. */
    Set<Reason> reasons() {
        Set<Reason> reasons = differences();
        if (reasons.isEmpty() && changesLatest()) {
            reasons.add(Reason.LATEST_DIFFERS);
        }
        if (alias.isEmpty()) {
            reasons.add(Reason.NO_ALIAS);
        } else if (!live.isPublished()) {
            reasons.add(Reason.ALIAS_TO_LATEST);
        }
        if (alias.filter(found -> !found.weights().isEmpty()).isPresent()) {
            reasons.add(Reason.WEIGHTS);
        }
        return reasons;
    }

    /** In what the live version differs from what would be published. */
    private Set<Reason> differences() {
        Set<Reason> reasons = EnumSet.noneOf(Reason.class);
        if (changesCode()) {
            reasons.add(Reason.CODE);
        }
        if (changesOwnLayer()) {
            reasons.add(Reason.DEPENDENCIES);
        }
        // Also where its own layer takes another place among the others, which decides whose files win.
        if (!keepsOtherLayers() || (!changesOwnLayer() && !live.layers().equals(layers))) {
            reasons.add(Reason.LAYERS);
        }
        if (!live.settings().equals(latest.settings())) {
            reasons.add(Reason.SETTINGS);
        }
        return reasons;
    }

    private boolean changesLatest() {
        return !latest.codeSha256().equals(code) || !latest.layers().equals(layers);
    }

    /** What would become of the alias. */
    AliasMove move(LambdaVersions versions) {
        boolean right = live.isPublished() && differences().isEmpty();
        Optional<String> after = right ? Optional.of(live.version()) : published(versions);
        if (alias.isEmpty()) {
            return new AliasMove(AliasMove.Kind.CREATE, Optional.empty(), after, Map.of());
        }
        AliasMove.Kind kind = !right
                ? AliasMove.Kind.MOVE
                : alias.get().weights().isEmpty() ? AliasMove.Kind.NONE : AliasMove.Kind.CLEAR_WEIGHTS;
        return new AliasMove(
                kind, Optional.of(live.version()), after, alias.get().weights());
    }

    /** Lambda publishes nothing anew if nothing has changed since the last version (API reference, PublishVersion). */
    private Optional<String> published(LambdaVersions versions) {
        if (changesLatest()) {
            return Optional.empty();
        }
        try {
            List<PublishedVersion> all = versions.versions(project.target().function());
            return all.stream()
                    .skip(Math.max(0, all.size() - 1))
                    .map(PublishedVersion::version)
                    .filter(newest -> newest.behavesLike(latest))
                    .map(FunctionVersion::version)
                    .findFirst();
        } catch (AwsException e) {
            // Shipping does without the right to list versions, and so can this: a new version it is, then.
            return Optional.empty();
        }
    }

    /** What would become of each layer. */
    List<LayerChange> layerChanges() {
        List<LayerChange> changes = new ArrayList<>();
        for (LayerVersionArn after : layers) {
            Optional<Long> before = live.layers().stream()
                    .filter(layer -> layer.layerArn().equals(after.layerArn()))
                    .map(LayerVersionArn::version)
                    .findFirst();
            changes.add(change(after, before));
        }
        live.layers().stream()
                .filter(before ->
                        layers.stream().noneMatch(after -> after.layerArn().equals(before.layerArn())))
                .forEach(before -> changes.add(new LayerChange(
                        before.layerArn(), LayerChange.Kind.REMOVED, Optional.of(before.version()), Optional.empty())));
        return changes;
    }

    private static LayerChange change(LayerVersionArn after, Optional<Long> before) {
        if (after.version() == Prepared.UNPUBLISHED) {
            return new LayerChange(after.layerArn(), LayerChange.Kind.PUBLISHED, before, Optional.empty());
        }
        boolean kept = before.equals(Optional.of(after.version()));
        return new LayerChange(
                after.layerArn(),
                kept ? LayerChange.Kind.KEPT : LayerChange.Kind.REUSED,
                before,
                Optional.of(after.version()));
    }
}
