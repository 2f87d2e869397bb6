/** The sandbox's Lambda: functions, versions, aliases and layers, and the local processes that run them. */
@NullMarked
package io.github.lambdaci.sandbox.lambda;

import org.jspecify.annotations.NullMarked;
