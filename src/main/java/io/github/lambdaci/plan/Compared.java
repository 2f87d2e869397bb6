package io.github.lambdaci.plan;

import io.github.lambdaci.artifact.ZippedFile;
import io.github.lambdaci.packages.InstalledPackage;
import io.github.lambdaci.packages.ZippedPackages;
import io.github.lambdaci.packages.ZippedPackages.Place;
import io.github.lambdaci.pipeline.SizeReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was read of the code and of the function's own layer, before and after.
 *
 * @param code the code's zips; nothing of either if they are the same
 * @param layer the layer's zips; nothing of either if they are the same
 */
record Compared(Pair code, Pair layer) {
    /** What is live, and what would be shipped in its place. */
    record Pair(Reading before, Reading after) {
        static final Pair SAME = new Pair(Reading.NONE, Reading.NONE);

        Optional<String> unreadable() {
            return before.unreadable().or(after::unreadable);
        }
    }

    /** The size of the live code's zip, if it was read. */
    Optional<Long> codeBytesBefore() {
        return Optional.of(code.before().bytes()).filter(bytes -> bytes > 0);
    }

    /** The files of the code that differ, without those of packages. */
    Difference<FileChange> files() {
        if (code.unreadable().isPresent()) {
            return new Difference<>(List.of(), code.unreadable());
        }
        Map<String, ZippedFile> before = files(code.before());
        Map<String, ZippedFile> after = files(code.after());
        List<FileChange> changes = new ArrayList<>();
        for (String name : union(before.keySet(), after.keySet())) {
            FileChange change =
                    new FileChange(name, Optional.ofNullable(before.get(name)), Optional.ofNullable(after.get(name)));
            if (change.change() != Change.CHANGED
                    || !change.before().orElseThrow().isTheSameAs(change.after().orElseThrow())) {
                changes.add(change);
            }
        }
        return Difference.of(changes);
    }

    private static Map<String, ZippedFile> files(Reading reading) {
        return reading.content().map(ZippedPackages::files).orElse(List.of()).stream()
                .collect(Collectors.toMap(ZippedFile::name, file -> file, (one, other) -> other, TreeMap::new));
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        Set<String> all = new TreeSet<>(one);
        all.addAll(other);
        return all;
    }

    /**
     * The packages that differ.
     *
     * @param places where packages are, before or after; the other zip is not looked at, whether it can be read or not
     */
    Difference<PackageChange> packages(Set<Place> places) {
        List<Pair> pairs = new ArrayList<>();
        if (places.contains(Place.LAYER)) {
            pairs.add(layer);
        }
        if (places.contains(Place.CODE)) {
            pairs.add(code);
        }
        Optional<String> unreadable =
                pairs.stream().flatMap(pair -> pair.unreadable().stream()).findFirst();
        Map<String, InstalledPackage> before =
                unreadable.isPresent() ? Map.of() : packages(pairs.stream().map(Pair::before));
        Map<String, InstalledPackage> after = packages(pairs.stream().map(Pair::after));
        List<PackageChange> changes = new ArrayList<>();
        for (String key : union(before.keySet(), after.keySet())) {
            Optional<InstalledPackage> old = Optional.ofNullable(before.get(key));
            Optional<InstalledPackage> found = Optional.ofNullable(after.get(key));
            boolean same =
                    old.isPresent() && old.map(InstalledPackage::content).equals(found.map(InstalledPackage::content));
            if (!same) {
                changes.add(new PackageChange(found.or(() -> old).orElseThrow().name(), old, found));
            }
        }
        return new Difference<>(List.copyOf(changes), unreadable);
    }

    /** What is in the code wins, as it does on the paths on which Lambda looks for both. */
    private static Map<String, InstalledPackage> packages(Stream<Reading> layerThenCode) {
        Map<String, InstalledPackage> all = new TreeMap<>();
        layerThenCode.flatMap(reading -> reading.content().stream()).forEach(content -> all.putAll(content.packages()));
        return all;
    }

    /** How much room the function takes now, if all of it could be read. */
    Optional<Long> sizeBefore(SizeReport after, Outlook outlook) {
        Optional<ZippedPackages> oldCode = code.before().content();
        Optional<ZippedPackages> oldLayer = layer.before().content();
        if (!after.isExact() || !outlook.keepsOtherLayers() || oldCode.isEmpty() || oldLayer.isEmpty()) {
            return Optional.empty();
        }
        long total = after.unzippedBytes();
        if (outlook.changesCode()) {
            total += oldCode.get().bytes() - after.codeBytes();
        }
        if (outlook.changesOwnLayer()) {
            long ownAfter = after.layers().stream()
                    .filter(size -> outlook.isOwn(size.layerArn()))
                    .mapToLong(size -> size.size().bytes())
                    .sum();
            total += oldLayer.get().bytes() - ownAfter;
        }
        return Optional.of(total);
    }
}
