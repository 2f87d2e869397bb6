/** What was released, what of it is live, and the way back. */
@NullMarked
package io.github.lambdaci.history;

import org.jspecify.annotations.NullMarked;
