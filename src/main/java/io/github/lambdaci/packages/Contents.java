package io.github.lambdaci.packages;

import io.github.lambdaci.artifact.HashedTree;
import io.github.lambdaci.artifact.TreeEntry;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What takes the room in a layer.
 *
 * @param bytes the size of all files together
 * @param packages its packages, the largest first
 * @param files its largest files, by their names in the layer
 */
public record Contents(long bytes, List<Part> packages, List<Part> files) {
    private static final int FILES_KEPT = 10;

    /**
     * Measures packages.
     *
     * @param folder the folder of the packages inside of the layer
     * @param layerPath where that folder is in the layer
     * @param entries everything in the layer
     */
    public static Contents of(PackageFolder folder, String layerPath, List<TreeEntry> entries) {
        PackageOwners owners = PackageOwners.in(folder);
        String prefix = layerPath + "/";
        Map<String, Long> packages = entries.stream()
                .filter(entry -> entry.name().startsWith(prefix))
                .collect(Collectors.groupingBy(
                        entry -> owners.of(entry.name().substring(prefix.length())),
                        TreeMap::new,
                        Collectors.summingLong(PackageFolder::bytes)));
        long bytes = entries.stream().mapToLong(PackageFolder::bytes).sum();
        return new Contents(bytes, Part.sorted(packages), largestFiles(entries));
    }

    /** The largest files among some. */
    public static List<Part> largestFiles(List<TreeEntry> entries) {
        return Part.largest(
                entries.stream().map(entry -> new Part(entry.name(), PackageFolder.bytes(entry))), FILES_KEPT);
    }

    /** The largest files among some that have been read. */
    public static List<Part> largestFiles(HashedTree tree) {
        return Part.largest(
                IntStream.range(0, tree.entries().size())
                        .mapToObj(index -> new Part(tree.entries().get(index).name(), tree.bytes(index))),
                FILES_KEPT);
    }
}
