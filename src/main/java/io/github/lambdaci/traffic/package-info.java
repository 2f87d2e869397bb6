/** How a version becomes live: it is checked, the alias's traffic moves to it, and back if it fails. */
@NullMarked
package io.github.lambdaci.traffic;

import org.jspecify.annotations.NullMarked;
