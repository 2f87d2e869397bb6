/** The embedded AWS: a loopback server with the parts of S3, Lambda, CloudWatch Logs and STS that a deploy pipeline uses. */
@NullMarked
package io.github.lambdaci.sandbox;

import org.jspecify.annotations.NullMarked;
