package io.github.lambdaci.artifact.zip;

import io.github.lambdaci.artifact.Archive;
import io.github.lambdaci.artifact.FileTree;
import io.github.lambdaci.artifact.LocalFiles;
import io.github.lambdaci.artifact.TreeEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Zips 14 MB: seven tenths text, the rest random. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ZipBenchmark {
    private static final int BYTES = 14_000_000;

    @Param({"1000", "1"})
    public int files;

    @Param({"1", "all"})
    public String cores;

    private Path folder;
    private List<TreeEntry> entries;

    @Setup
    public void write() throws IOException {
        folder = Files.createTempDirectory("lambda-ci-benchmark");
        Path root = Files.createDirectory(folder.resolve("root"));
        Random random = new Random(1);
        for (int number = 0; number < files; number++) {
            Files.write(root.resolve("file-" + number), content(random, BYTES / files, files > 1 && number % 10 < 3));
        }
        entries = FileTree.list(root);
    }

    static byte[] content(Random random, int size, boolean dense) {
        byte[] bytes = new byte[size];
        if (dense) {
            random.nextBytes(bytes);
            return bytes;
        }
        StringBuilder text = new StringBuilder(size + 20);
        while (text.length() < size) {
            text.append("word").append(random.nextInt(6_000)).append(random.nextInt(7) == 0 ? "\n    " : " ");
        }
        return text.substring(0, size).getBytes(StandardCharsets.US_ASCII);
    }

    @Benchmark
    public Archive zip() {
        int threads = cores.equals("all") ? Runtime.getRuntime().availableProcessors() : Integer.parseInt(cores);
        return ReproducibleZip.write(folder.resolve("out.zip"), entries, threads, Compressor::new);
    }

    @TearDown
    public void delete() throws IOException {
        LocalFiles.delete(folder);
    }
}
