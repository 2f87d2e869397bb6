package io.github.lambdaci.cache;

import io.github.lambdaci.artifact.zip.ZipCache;
import java.nio.file.Path;

/**
 * What earlier runs on this machine have left for later ones.
 *
 * @param zips the last zip of each function's code
 * @param looks what each function was
 */
public record LocalCache(ZipCache zips, LastLooks looks) {
    /** For runs that keep nothing. */
    public static final LocalCache NONE = new LocalCache(ZipCache.NONE, LastLooks.NONE);

    /** Kept in a user's folder of caches. */
    public static LocalCache in(Path caches) {
        return new LocalCache(ZipCache.in(caches), LastLooks.in(caches));
    }
}
