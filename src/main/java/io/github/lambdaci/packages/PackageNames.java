package io.github.lambdaci.packages;

import java.util.Optional;

/** Tells whose a file in a zip is. */
interface PackageNames {
    /** The package that a file belongs to, if it belongs to one. */
    Optional<Owned> of(String fileName);

    /**
     * A file of a package.
     *
     * @param key the one spelling of the package's name
     * @param name the package's name as its authors write it
     * @param version the package's version, if it says
     * @param path the file's path in the package
     * @param note whether it is only a note of the package manager's, which says nothing of the package
     */
    record Owned(String key, String name, Optional<String> version, String path, boolean note) {}
}
