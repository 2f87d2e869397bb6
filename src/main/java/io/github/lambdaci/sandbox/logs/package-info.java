/** The sandbox's CloudWatch Logs: groups, streams and events. */
@NullMarked
package io.github.lambdaci.sandbox.logs;

import org.jspecify.annotations.NullMarked;
