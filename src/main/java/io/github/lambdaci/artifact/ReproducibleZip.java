package io.github.lambdaci.artifact;

import io.github.lambdaci.concurrent.ParallelWork;
import io.github.lambdaci.failure.InterruptedRunException;
import io.github.lambdaci.failure.WorkspaceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        ParallelWork<List<ZipPiece>, List<CompressedPiece>> compression =
                new ParallelWork<>(doing(target), threads, hire);
        Path spill = target.resolveSibling(target.getFileName() + ".part");
        try (HashingOutputStream out = new HashingOutputStream(Files.newOutputStream(target));
                ZipWriter zip = new ZipWriter(out, spill)) {
            compression.run(new ZipPlan(entries), zip::add);
            zip.finish();
            return new Archive(target, out.sha256(), out.bytes(), zip.unzippedBytes(), entries.size());
        } catch (IOException e) {
            throw WorkspaceException.of(doing(target), e);
        }
    }

    private static String doing(Path target) {
        return "writing " + target.getFileName();
    }
}
