/** What can go wrong, each with what failed, on what, and what to try. */
@NullMarked
package io.github.lambdaci.failure;

import org.jspecify.annotations.NullMarked;
