/** The rights in AWS that lambda-ci needs: which, on what, and for what. */
@NullMarked
package io.github.lambdaci.permissions;

import org.jspecify.annotations.NullMarked;
