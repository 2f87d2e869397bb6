package io.github.lambdaci.plan;

import io.github.lambdaci.artifact.ZippedFile;
import java.util.Optional;

/**
 * A file of the code that a run would change.
 *
 * @param name its path in the zip
 * @param before what is live, if it is there
 * @param after what would be shipped, if it would be
 */
public record FileChange(String name, Optional<ZippedFile> before, Optional<ZippedFile> after) {
    /** What happens to it. */
    public Change change() {
        if (before.isEmpty()) {
            return Change.ADDED;
        }
        return after.isEmpty() ? Change.REMOVED : Change.CHANGED;
    }
}
