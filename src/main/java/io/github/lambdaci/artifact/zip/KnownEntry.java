package io.github.lambdaci.artifact.zip;

import io.github.lambdaci.artifact.TreeEntry;

/**
 * An entry whose content is in the zip of an earlier run, as it would be in this one.
 *
 * @param entry what goes into the zip
 * @param note where it is
 */
record KnownEntry(TreeEntry entry, ZipNote note) implements ZipPart, WrittenPart {}
