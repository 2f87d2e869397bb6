package io.github.lambdaci.artifact.zip;

import io.github.lambdaci.artifact.Archive;
import io.github.lambdaci.artifact.HashedTree;
import io.github.lambdaci.artifact.TreeEntries;
import io.github.lambdaci.artifact.TreeEntry;
import io.github.lambdaci.concurrent.ParallelWork;
import io.github.lambdaci.failure.InterruptedRunException;
import io.github.lambdaci.failure.WorkspaceException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Writes zips whose bytes depend only on names, content, executable bits and link targets, and on nothing of the
 * machine, as the number of its processors.
 */
public final class ReproducibleZip {
    private ReproducibleZip() {}

    /**
     * Writes a zip with these entries, whatever their order.
     *
     * @throws WorkspaceException if a file cannot be read or the zip cannot be written
     * @throws InterruptedRunException if the thread is interrupted
     */
    public static Archive write(Path target, List<TreeEntry> entries) {
        return write(target, entries, ParallelWork.usualThreads(), Compressor::new);
    }

    /** As above, with as many threads. */
    static Archive write(Path target, List<TreeEntry> entries, int threads, Supplier<Compressor> hire) {
        try {
            return write(
                    target,
                    new ZipPlan(TreeEntries.sorted(entries), index -> Optional.empty()),
                    ZipCopying.NONE,
                    new ParallelWork<>(doing(target), threads, hire));
        } catch (IOException e) {
            throw WorkspaceException.of(doing(target), e);
        }
    }

    /**
     * Writes the same zip of files that were read already, and copies what an earlier run has compressed.
     *
     * @param cache has the zip of an earlier run, and is given this one
     * @throws WorkspaceException if the zip cannot be written, or a file cannot be read or has changed meanwhile
     * @throws InterruptedRunException if the thread is interrupted
     */
    public static Archive write(Path target, HashedTree tree, ZipSlot cache) {
        if (!cache.isFor(tree)) {
            return write(target, tree, Optional.empty(), Optional.empty());
        }
        Path notes = target.resolveSibling(target.getFileName() + ".notes");
        Archive archive = write(target, tree, cache.open(tree, target), Optional.of(notes));
        cache.keep(archive, notes);
        return archive;
    }

    private static Archive write(Path target, HashedTree tree, Optional<CachedZip> earlier, Optional<Path> notes) {
        try (CachedCopying copying = new CachedCopying(tree, earlier, notes)) {
            return write(
                    target,
                    new ZipPlan(tree.entries(), copying::find),
                    copying,
                    new ParallelWork<>(doing(target), ParallelWork.usualThreads(), Compressor::new));
        } catch (CachedZip.DamagedException e) {
            return write(target, tree, Optional.empty(), notes);
        } catch (IOException e) {
            throw WorkspaceException.of(doing(target), e);
        }
    }

    private static Archive write(
            Path target, ZipPlan plan, ZipCopying copying, ParallelWork<List<ZipPart>, List<WrittenPart>> compression)
            throws IOException {
        try (ZipOutput out = new ZipOutput(target, copying.refers());
                ZipWriter zip = new ZipWriter(out, target, copying)) {
            compression.run(plan, zip::add);
            return zip.finish();
        }
    }

    private static String doing(Path target) {
        return "writing " + target.getFileName();
    }
}
