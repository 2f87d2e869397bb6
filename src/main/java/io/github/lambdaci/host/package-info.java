/** Builds dependencies with this machine's own package managers, for Lambda's platform. */
@NullMarked
package io.github.lambdaci.host;

import org.jspecify.annotations.NullMarked;
