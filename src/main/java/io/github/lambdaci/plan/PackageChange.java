package io.github.lambdaci.plan;

import io.github.lambdaci.packages.InstalledPackage;
import java.util.Optional;

/**
 * A package that a run would change.
 *
 * @param name its name as its authors write it
 * @param before what is live, if it is there
 * @param after what would be shipped, if it would be
 */
public record PackageChange(String name, Optional<InstalledPackage> before, Optional<InstalledPackage> after) {
    /** What happens to it. */
    public Change change() {
        if (before.isEmpty()) {
            return Change.ADDED;
        }
        return after.isEmpty() ? Change.REMOVED : Change.CHANGED;
    }

    /** Whether it has the same versions and other files. */
    public boolean isRebuilt() {
        return before.isPresent()
                && after.isPresent()
                && before.get().versions().equals(after.get().versions());
    }
}
