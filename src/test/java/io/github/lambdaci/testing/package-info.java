/** Stand-ins for the outside world that several tests share. */
@NullMarked
package io.github.lambdaci.testing;

import org.jspecify.annotations.NullMarked;
