/** The lease by which runs that change one function take turns. */
@NullMarked
package io.github.lambdaci.lease;

import org.jspecify.annotations.NullMarked;
