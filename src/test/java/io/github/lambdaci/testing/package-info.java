/** What tests of several packages share. */
@NullMarked
package io.github.lambdaci.testing;

import org.jspecify.annotations.NullMarked;
