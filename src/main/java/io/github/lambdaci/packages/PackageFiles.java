package io.github.lambdaci.packages;

import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.artifact.ZippedFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Gathers the files of one package. */
final class PackageFiles {
    private final Set<String> versions = new TreeSet<>();
    private final Set<String> lines = new TreeSet<>();
    private Optional<String> name = Optional.empty();
    private long bytes;

    void add(PackageNames.Owned owned, ZippedFile file) {
        bytes += file.bytes();
        if (!owned.note()) {
            name = Optional.of(owned.name());
            owned.version().ifPresent(versions::add);
            lines.add(owned.version().orElse("") + " " + owned.path() + " " + file.kind() + " " + file.bytes() + " "
                    + file.crc());
        }
    }

    /** The package, if it has more than notes. */
    Optional<InstalledPackage> installed() {
        Sha256 content = Sha256.of(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
        return name.map(known -> new InstalledPackage(known, List.copyOf(versions), bytes, content));
    }
}
