/** Builds dependencies in containers, and knows everything that lambda-ci knows about Docker. */
@NullMarked
package io.github.lambdaci.docker;

import org.jspecify.annotations.NullMarked;
