/** What is done with a function that has been shipped: reading its logs, and invoking it. */
@NullMarked
package io.github.lambdaci.operation;

import org.jspecify.annotations.NullMarked;
