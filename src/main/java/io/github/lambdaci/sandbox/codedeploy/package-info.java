/** AWS CodeDeploy for Lambda: deployments that move aliases of the sandbox's functions, all at once or step by step. */
@NullMarked
package io.github.lambdaci.sandbox.codedeploy;

import org.jspecify.annotations.NullMarked;
