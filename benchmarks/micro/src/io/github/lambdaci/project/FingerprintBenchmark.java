package io.github.lambdaci.project;

import io.github.lambdaci.artifact.FileTree;
import io.github.lambdaci.artifact.LocalFiles;
import io.github.lambdaci.artifact.HashedTree;
import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.artifact.TreeEntry;
import io.github.lambdaci.runtime.Architecture;
import io.github.lambdaci.runtime.LambdaRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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

/** Makes the fingerprint of 1 000 files of 14 kB. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class FingerprintBenchmark {
    private Path folder;
    private List<TreeEntry> files;

    @Setup
    public void write() throws IOException {
        folder = Files.createTempDirectory("lambda-ci-benchmark");
        Random random = new Random(1);
        for (int number = 0; number < 1_000; number++) {
            byte[] content = new byte[14_000];
            random.nextBytes(content);
            Files.write(folder.resolve("file-" + number), content);
        }
        files = FileTree.list(folder);
    }

    @Param({"1", "all"})
    public String cores;

    @Benchmark
    public Sha256 fingerprint() {
        int threads = cores.equals("all") ? Runtime.getRuntime().availableProcessors() : Integer.parseInt(cores);
        return Fingerprint.of(
                LambdaRuntime.of("python3.12"),
                Architecture.ARM64,
                Optional.empty(),
                Optional.empty(),
                HashedTree.of(files, threads));
    }

    @TearDown
    public void delete() throws IOException {
        LocalFiles.delete(folder);
    }
}
