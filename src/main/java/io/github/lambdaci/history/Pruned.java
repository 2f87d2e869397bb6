package io.github.lambdaci.history;

import io.github.lambdaci.account.CodeStorage;
import io.github.lambdaci.account.LayerVersion;
import io.github.lambdaci.account.ListedArtifact;
import io.github.lambdaci.account.PublishedVersion;
import io.github.lambdaci.artifact.ArtifactKeys;
import io.github.lambdaci.failure.AwsException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What was removed of a function's past, and what was not.
 *
 * @param request what was asked for
 * @param versions its versions, oldest first
 * @param layers the versions of its layer, oldest first
 * @param objects its artifacts, and the packages of the bucket, by their keys
 * @param storage the room that functions and layers took before, and take now, if that could be read
 */
public record Pruned(
        PruneRequest request,
        List<Item<PublishedVersion>> versions,
        List<Item<LayerVersion>> layers,
        List<Item<ListedArtifact>> objects,
        Optional<Storage> storage) {
    /**
     * The room that functions and layers take.
     *
     * @param before what it was
     * @param after what it is now
     */
    public record Storage(CodeStorage before, CodeStorage after) {}

    /** Everything that could not be removed. */
    public List<AwsException> failures() {
        return Stream.of(versions, layers, objects)
                .flatMap(List::stream)
                .flatMap(item -> item.fate() instanceof Fate.Failed failed ? Stream.of(failed.failure()) : Stream.of())
                .toList();
    }

    /** The size of a layer version's zip, as far as the packages that it was published from are in the bucket. */
    public Optional<Long> bytes(LayerVersion layer) {
        return objects.stream()
                .map(Item::thing)
                .filter(object -> ArtifactKeys.fingerprint(object.key()).isPresent()
                        && ArtifactKeys.fingerprint(object.key()).equals(layer.fingerprint()))
                .map(ListedArtifact::bytes)
                .findFirst();
    }
}
