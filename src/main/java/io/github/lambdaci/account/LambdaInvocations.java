package io.github.lambdaci.account;

import io.github.lambdaci.failure.AwsException;

/** Calls of Lambda functions. */
public interface LambdaInvocations {
    /**
     * Invokes a function.
     *
     * @throws AwsException if Lambda did not run it; that the function itself failed is a result
     */
    Invocation invoke(InvocationRequest request);
}
