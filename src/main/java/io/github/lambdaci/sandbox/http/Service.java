package io.github.lambdaci.sandbox.http;

import java.io.IOException;

/** One AWS service: it answers requests and knows the form of its own errors. */
public interface Service {
    Response handle(Request request) throws IOException;

    Response failure(Request request, AwsError error);
}
