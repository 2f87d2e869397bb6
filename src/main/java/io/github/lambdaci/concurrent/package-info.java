/** Things that are done at the same time, for one that waits for them. */
@NullMarked
package io.github.lambdaci.concurrent;

import org.jspecify.annotations.NullMarked;
