/** Lambda's runtimes and architectures, and the package managers that serve them. */
@NullMarked
package io.github.lambdaci.runtime;

import org.jspecify.annotations.NullMarked;
