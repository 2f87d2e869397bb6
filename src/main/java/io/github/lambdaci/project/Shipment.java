package io.github.lambdaci.project;

import io.github.lambdaci.artifact.FileTree;
import io.github.lambdaci.artifact.HashedTree;
import io.github.lambdaci.artifact.TreeEntries;
import io.github.lambdaci.artifact.TreeEntry;
import io.github.lambdaci.failure.ProjectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gathers what is shipped as code, from the source path and from elsewhere. */
final class Shipment {
    private final Exclusions exclusions;
    private final List<TreeEntry> included = new ArrayList<>();
    private List<TreeEntry> sources = List.of();
    /** By name; only if something is included, as the files of one folder have different names anyway. */
    private final Map<String, TreeEntry> files = new HashMap<>();
    /** The folders around these, each with one that is in it. */
    private final Map<String, TreeEntry> folders = new HashMap<>();

    private final List<LeftOut> leftOut = new ArrayList<>();

    Shipment(Exclusions exclusions) {
        this.exclusions = exclusions;
    }

    /** Adds what is in the source path. */
    void add(Path root) {
        sources = found(root, "", exclusions);
    }

    /** Adds what is elsewhere. It was asked for by name, so that only what is in it can be left out. */
    void include(Inclusion inclusion) {
        if (files.isEmpty()) {
            sources.forEach(this::occupy);
        }
        if (Files.isRegularFile(inclusion.from())) {
            add(TreeEntry.of(inclusion.to(), inclusion.from()));
            return;
        }
        String prefix = inclusion.prefix();
        List<TreeEntry> found = found(inclusion.from(), prefix, exclusions.at(prefix, inclusion.from()));
        found.forEach(entry -> add(prefix.isEmpty() ? entry : entry.withName(prefix + entry.name())));
        if (found.isEmpty()) {
            throw new ProjectException(
                    "'" + inclusion.from() + "', which is to be included, holds nothing to ship",
                    "it is empty, or all of it is left out by default, by .lambdaignore or because the layer has it");
        }
    }

    /** Reads what is in the source path, while it is listed; for shipments in which there is nothing else. */
    SourceTree.HashedListing read(Path root) {
        FileTree files = FileTree.walk(root, exclusions::isLeftOut);
        HashedTree tree = HashedTree.of(files);
        note(files.leftOut(), "", exclusions);
        return new SourceTree.HashedListing(tree, leftOut());
    }

    SourceTree.Listing listing() {
        return new SourceTree.Listing(TreeEntries.joined(sources, included), leftOut());
    }

    private List<LeftOut> leftOut() {
        return leftOut.stream().sorted(Comparator.comparing(LeftOut::name)).toList();
    }

    /** The files of a folder, by their names there. */
    private List<TreeEntry> found(Path folder, String prefix, Exclusions rules) {
        FileTree.Listing listing = FileTree.list(folder, rules::isLeftOut);
        note(listing.leftOut(), prefix, rules);
        return listing.entries();
    }

    private void note(List<String> names, String prefix, Exclusions rules) {
        for (String name : names) {
            if (name.endsWith(Exclusions.FILE)) {
                continue; // Nobody misses lambda-ci's own file.
            }
            boolean isFolder = name.endsWith("/");
            String path = isFolder ? name.substring(0, name.length() - 1) : name;
            leftOut.add(new LeftOut(prefix + name, rules.reason(path, isFolder).orElseThrow()));
        }
    }

    private void add(TreeEntry entry) {
        occupy(entry);
        included.add(entry);
    }

    private void occupy(TreeEntry entry) {
        refuseTwo(files.putIfAbsent(entry.name(), entry), entry);
        refuseTwo(folders.get(entry.name()), entry);
        if (folders.containsKey(
                entry.name().substring(0, Math.max(0, entry.name().lastIndexOf('/'))))) {
            return; // And with it the folders around it.
        }
        for (int end = entry.name().indexOf('/'); end >= 0; end = entry.name().indexOf('/', end + 1)) {
            String folder = entry.name().substring(0, end);
            folders.putIfAbsent(folder, entry);
            refuseTwo(files.get(folder), entry);
        }
    }

    private static void refuseTwo(@Nullable TreeEntry first, TreeEntry second) {
        if (first != null) {
            String where = first.name().length() < second.name().length() ? first.name() : second.name();
            throw new ProjectException(
                    "'" + first.file() + "' and '" + second.file() + "' would both be at '" + where + "' in the zip",
                    "include it at another place: --include FROM:TO");
        }
    }
}
