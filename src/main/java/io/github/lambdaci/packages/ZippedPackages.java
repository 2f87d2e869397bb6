package io.github.lambdaci.packages;

import io.github.lambdaci.artifact.OpenedZip;
import io.github.lambdaci.artifact.ZippedFile;
import io.github.lambdaci.runtime.Language;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is in the zip of a function or of a layer: packages, and files that are part of none.
 *
 * @param packages packages by the one spelling of their names
 * @param files the other files
 * @param bytes the size of everything, unzipped
 */
public record ZippedPackages(Map<String, InstalledPackage> packages, List<ZippedFile> files, long bytes) {
    /** What a zip is, which says where its packages are, and whose a file is that no package claims. */
    public enum Place {
        /** Packages are at the top, as in {@code --deps-in-code}; what none claims is the function's code. */
        CODE,
        /** Packages are in the language's folder; what none claims makes a package of its topmost folder. */
        LAYER
    }

    /**
     * Reads a zip.
     *
     * @throws IOException if it cannot be read, or is none
     */
    public static ZippedPackages read(Path zip, Language language, Place place) throws IOException {
        try (OpenedZip opened = OpenedZip.open(zip)) {
            List<ZippedFile> all = opened.files();
            PackageNames names = switch (language) {
                case PYTHON -> PythonNames.read(opened, all, place);
                case NODEJS -> NodeNames.read(opened, all);
                case OTHER -> file -> Optional.empty();
            };
            return sorted(all, names);
        }
    }

    private static ZippedPackages sorted(List<ZippedFile> all, PackageNames names) {
        Map<String, PackageFiles> packages = new TreeMap<>();
        List<ZippedFile> others = new ArrayList<>();
        for (ZippedFile file : all) {
            Optional<PackageNames.Owned> owned = names.of(file.name());
            owned.ifPresentOrElse(
                    found -> packages.computeIfAbsent(found.key(), key -> new PackageFiles())
                            .add(found, file),
                    () -> others.add(file));
        }
        Map<String, InstalledPackage> installed = new TreeMap<>();
        packages.forEach((key, files) -> files.installed().ifPresent(found -> installed.put(key, found)));
        return new ZippedPackages(
                installed,
                List.copyOf(others),
                all.stream().mapToLong(ZippedFile::bytes).sum());
    }
}
