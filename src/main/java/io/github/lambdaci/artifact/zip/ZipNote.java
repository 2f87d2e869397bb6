package io.github.lambdaci.artifact.zip;

import io.github.lambdaci.artifact.zip.ZipCopying.Written;

/**
 * What is noted of a zip's entry, so that a later run finds it.
 *
 * @param name its path in the zip
 * @param hash the SHA-256 of its content
 * @param written where and how it is there
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares these.
record ZipNote(String name, byte[] hash, Written written) {}
