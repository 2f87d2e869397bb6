package io.github.lambdaci.aws;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Sends small bodies to S3 without asking first. The SDK asks whether a body is welcome ({@code Expect: 100-continue}) before it sends
 * any, which takes a round trip, and saves something only where a large one is refused.
 */
final class UnaskedBodies implements ExecutionInterceptor {
    /** From here on, later releases of the SDK ask. */
    private static final long LARGE_BYTES = 1 << 20;

    private static final String EXPECT = "Expect";

    @Override
    public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
        SdkHttpRequest request = context.httpRequest();
        boolean large = request.firstMatchingHeader("Content-Length")
                .filter(length -> Long.parseLong(length) >= LARGE_BYTES)
                .isPresent();
        return large || request.firstMatchingHeader(EXPECT).isEmpty()
                ? request
                : request.toBuilder().removeHeader(EXPECT).build();
    }
}
