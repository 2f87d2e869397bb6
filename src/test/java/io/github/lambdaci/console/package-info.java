/** Tests of what people and programs read. */
@NullMarked
package io.github.lambdaci.console;

import org.jspecify.annotations.NullMarked;
