/** Zips that are the same bytes on every machine: made in pieces on all cores, and of what an earlier run has compressed. */
@NullMarked
package io.github.lambdaci.artifact.zip;

import org.jspecify.annotations.NullMarked;
