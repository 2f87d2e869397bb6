package io.github.lambdaci.sandbox.lambda;

import io.github.lambdaci.sandbox.http.Request;

/** Where a caller can download a zip without credentials, as AWS's presigned URLs allow. */
public final class CodeLocation {
    /** The start of the path, which no bucket can have. */
    public static final String PATH = "/_sandbox/code/";

    private CodeLocation() {}

    static String of(Request request, String sha256) {
        return request.origin() + PATH + sha256 + ".zip";
    }
}
