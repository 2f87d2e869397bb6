/** What a run leaves for the steps after it: what it came to, and the files that say so. */
@NullMarked
package io.github.lambdaci.report;

import org.jspecify.annotations.NullMarked;
