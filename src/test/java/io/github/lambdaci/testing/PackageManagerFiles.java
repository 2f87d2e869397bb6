package io.github.lambdaci.testing;

import io.github.lambdaci.runtime.PackageManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;

/** The package managers themselves, which builds fetch where they are not: {@code .ci/package-managers} gets them. */
public final class PackageManagerFiles {
    private static final Path FOLDER = Path.of("target/package-managers");

    /** Those that are in every image of their language. */
    private static final Set<String> BUILT_IN = Set.of("pip", "npm");

    private PackageManagerFiles() {}

    /** Lets a build find a package manager in an index; skips the test where nobody got it. */
    public static void addTo(PackageIndex index, PackageManager manager) throws IOException {
        if (!BUILT_IN.contains(manager.name())) {
            Assumptions.assumeTrue(Files.exists(FOLDER.resolve("complete")), "run .ci/package-managers first");
            index.addFiles(FOLDER);
        }
    }
}
