/** The program: five stages and the record that each returns. */
@NullMarked
package io.github.lambdaci.pipeline;

import org.jspecify.annotations.NullMarked;
