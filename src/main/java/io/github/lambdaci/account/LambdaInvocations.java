package io.github.lambdaci.account;

import io.github.lambdaci.failure.AwsException;
import io.github.lambdaci.failure.ProjectException;

/**
 * Calls of Lambda functions.
 *
 * <p>A call is repeated only while it is certain that the function was not run: a function that sends a mail must not send
 * two because an answer was lost.
 */
public interface LambdaInvocations {
    /**
     * Invokes a function, at most once, and waits for as long as a function may run.
     *
     * @throws AwsException if Lambda did not run it, or nobody knows whether it did; that the function itself failed is
     *     a result
     * @throws ProjectException if there is no such function, version or alias
     */
    Invocation invoke(InvocationRequest request);
}
