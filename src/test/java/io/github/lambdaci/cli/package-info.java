/** Tests of the command line. */
@NullMarked
package io.github.lambdaci.cli;

import org.jspecify.annotations.NullMarked;
