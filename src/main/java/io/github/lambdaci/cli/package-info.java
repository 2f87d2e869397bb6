/** The command line: options, commands, and failures turned into text and exit codes. */
@NullMarked
package io.github.lambdaci.cli;

import org.jspecify.annotations.NullMarked;
