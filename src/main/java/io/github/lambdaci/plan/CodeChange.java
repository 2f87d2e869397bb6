package io.github.lambdaci.plan;

import io.github.lambdaci.artifact.Sha256;
import java.util.Optional;

/**
 * What a run would make of the code.
 *
 * @param before the hash of the live zip
 * @param after the hash of the zip that would be shipped
 * @param bytesBefore the size of the live zip, if it could be read
 * @param bytesAfter the size of the zip that would be shipped
 * @param files the files that differ, without those of packages in the code
 */
public record CodeChange(
        Sha256 before, Sha256 after, Optional<Long> bytesBefore, long bytesAfter, Difference<FileChange> files) {
    /** Whether the zips differ. */
    public boolean isChanged() {
        return !before.equals(after);
    }
}
