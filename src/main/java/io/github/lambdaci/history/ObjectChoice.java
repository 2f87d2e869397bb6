package io.github.lambdaci.history;

import io.github.lambdaci.account.ArtifactStore;
import io.github.lambdaci.account.Descriptions;
import io.github.lambdaci.account.LayerVersion;
import io.github.lambdaci.account.ListedArtifact;
import io.github.lambdaci.account.PublishedVersion;
import io.github.lambdaci.account.StoredArtifact;
import io.github.lambdaci.account.UsedVersion;
import io.github.lambdaci.artifact.ArtifactKeys;
import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.history.Reason.Kind;
import io.github.lambdaci.pipeline.StateMarker;
import io.github.lambdaci.project.SourceVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides which objects of a function nothing needs any more, and which packages of the bucket.
 *
 * @param request what is to be removed
 * @param cutOff artifacts that were stored since then stay; without it, all
 * @param store where the metadata of artifacts are read
 * @param needs what needs them
 */
record ObjectChoice(PruneRequest request, Optional<Instant> cutOff, ArtifactStore store, Needs needs) {
    /**
     * What needs objects.
     *
     * @param versions the versions of the function that stay
     * @param used every version of every function that stays
     * @param markers what the last releases of all aliases of all functions left
     * @param layers the layer versions that stay, of all layers that a function has
     */
    record Needs(
            List<PublishedVersion> versions,
            List<UsedVersion> used,
            List<StateMarker> markers,
            List<LayerVersion> layers) {}

    /** Whether it is for this to decide about an object: not about what was uploaded last, nor about markers. */
    static boolean isCandidate(PruneRequest request, ListedArtifact object) {
        return request.keys().sourceVersion(object.key()).isPresent()
                || ArtifactKeys.fingerprint(object.key()).isPresent();
    }

    /** Whether packages are so old that it must be known what layers there are. */
    static boolean isOldPackage(PruneRequest request, ListedArtifact object) {
        return ArtifactKeys.fingerprint(object.key()).isPresent()
                && object.modified().isBefore(request.keepPackagesSince());
    }

    /** Why an object stays; nothing if it need not. */
    List<Reason> reasons(ListedArtifact object) {
        List<Reason> reasons = new ArrayList<>(ArtifactKeys.fingerprint(object.key())
                .map(fingerprint -> packageReasons(object, fingerprint))
                .orElseGet(() -> artifactReasons(object)));
        if (reasons.isEmpty()) {
            reasons.addAll(contentReasons(object));
        }
        return List.copyOf(reasons);
    }

    private List<Reason> artifactReasons(ListedArtifact object) {
        List<Reason> reasons = new ArrayList<>();
        String source = request.keys().sourceVersion(object.key()).orElseThrow();
        needs.versions().stream()
                .filter(version -> description(source).equals(version.description()))
                .map(version -> new Reason(Kind.SOURCE_OF, version.version().version()))
                .forEach(reasons::add);
        if (cutOff.isEmpty() || !object.modified().isBefore(cutOff.get())) {
            reasons.add(Reason.of(Kind.NEWER));
        }
        return reasons;
    }

    private static String description(String source) {
        return Descriptions.ofVersion(SourceVersion.of(source));
    }

    private List<Reason> packageReasons(ListedArtifact object, Sha256 fingerprint) {
        List<Reason> reasons = new ArrayList<>();
        needs.markers().stream()
                .filter(marker -> marker.fingerprints().contains(fingerprint.hex()))
                .map(marker -> new Reason(Kind.PACKAGES_OF, marker.function() + ":" + marker.alias()))
                .forEach(reasons::add);
        needs.layers().stream()
                .filter(layer -> layer.fingerprint().equals(Optional.of(fingerprint)))
                .map(layer -> new Reason(
                        Kind.IN_LAYER,
                        layer.arn().layerName() + ":" + layer.arn().version()))
                .forEach(reasons::add);
        if (!isOldPackage(request, object)) {
            reasons.add(Reason.of(Kind.YOUNG));
        }
        return reasons;
    }

    /** A function can refer to an object instead of having a copy of it; which one, is told by the bytes alone. */
    private List<Reason> contentReasons(ListedArtifact object) {
        Optional<StoredArtifact> stored = store.find(object.key());
        if (stored.isEmpty()) {
            return List.of(Reason.of(Kind.FOREIGN));
        }
        return needs.used().stream()
                .filter(version ->
                        version.codeSha256().equals(Optional.of(stored.get().sha256())))
                .map(version -> new Reason(Kind.CODE_OF, version.function() + ":" + version.version()))
                .toList();
    }
}
