/** What a run would change and why, found out without changing anything. */
@NullMarked
package io.github.lambdaci.plan;

import org.jspecify.annotations.NullMarked;
