/** The program: five stages, the record that each returns, and the ports through which they reach the world. */
@NullMarked
package io.github.lambdaci.pipeline;

import org.jspecify.annotations.NullMarked;
