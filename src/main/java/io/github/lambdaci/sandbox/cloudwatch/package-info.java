/** Amazon CloudWatch: alarms whose state is set by hand, and the metrics of the sandbox's own invocations. */
@NullMarked
package io.github.lambdaci.sandbox.cloudwatch;

import org.jspecify.annotations.NullMarked;
