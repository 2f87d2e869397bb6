/** One run for many functions: which of them, in which order, and what becomes of each. */
@NullMarked
package io.github.lambdaci.fleet;

import org.jspecify.annotations.NullMarked;
