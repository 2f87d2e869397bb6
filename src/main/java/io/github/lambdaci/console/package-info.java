/** What people and programs read: every sentence about a run, its colours and progress, and the JSON result. */
@NullMarked
package io.github.lambdaci.console;

import org.jspecify.annotations.NullMarked;
