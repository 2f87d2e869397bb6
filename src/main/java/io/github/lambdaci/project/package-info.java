/** What is being shipped: the sources, the package descriptor and the version of one function. */
@NullMarked
package io.github.lambdaci.project;

import org.jspecify.annotations.NullMarked;
