/** The directory that holds the sandbox's state: one lock, files that are replaced whole, and JSON documents. */
@NullMarked
package io.github.lambdaci.sandbox.storage;

import org.jspecify.annotations.NullMarked;
