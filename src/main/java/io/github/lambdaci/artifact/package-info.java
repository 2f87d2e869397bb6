/** What is shipped: reproducible zips, their hashes and the keys under which S3 keeps them. */
@NullMarked
package io.github.lambdaci.artifact;

import org.jspecify.annotations.NullMarked;
