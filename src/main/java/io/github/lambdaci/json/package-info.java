/** JSON documents as trees. */
@NullMarked
package io.github.lambdaci.json;

import org.jspecify.annotations.NullMarked;
