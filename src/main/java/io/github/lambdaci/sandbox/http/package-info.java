/** How AWS speaks HTTP: requests and their credential scope, answers, errors, XML, and bodies in signed frames. */
@NullMarked
package io.github.lambdaci.sandbox.http;

import org.jspecify.annotations.NullMarked;
