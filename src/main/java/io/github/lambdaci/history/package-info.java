/** What was released: looked at, returned to, and, when it is old, removed. */
@NullMarked
package io.github.lambdaci.history;

import org.jspecify.annotations.NullMarked;
