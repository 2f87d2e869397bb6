/** What is in a folder of installed packages: whose each file is, how large it is, and what may be left out. */
@NullMarked
package io.github.lambdaci.packages;

import org.jspecify.annotations.NullMarked;
