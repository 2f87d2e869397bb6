/** What this machine keeps for later runs: a run does without it, but not as quickly. */
@NullMarked
package io.github.lambdaci.cache;

import org.jspecify.annotations.NullMarked;
