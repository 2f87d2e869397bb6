/** Builds of dependencies and code: what goes into one, the port of whoever runs it, and the secrets that it needs. */
@NullMarked
package io.github.lambdaci.build;

import org.jspecify.annotations.NullMarked;
