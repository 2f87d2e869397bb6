package io.github.lambdaci.sandbox.s3;

import io.github.lambdaci.sandbox.http.Percent;
import java.util.Optional;

/** The object that a request copies from. */
record CopySource(String bucket, String key, Optional<String> versionId) {
    static CopySource of(S3Request request) {
        String header = request.header("x-amz-copy-source").orElse("");
        // A key may hold a question mark, which is encoded then.
        int question = header.indexOf("?versionId=");
        String path = Percent.decode(question < 0 ? header : header.substring(0, question));
        String relative = path.startsWith("/") ? path.substring(1) : path;
        int slash = relative.indexOf('/');
        if (slash <= 0 || slash == relative.length() - 1) {
            throw S3Errors.invalidArgument(
                    "Copy Source must mention the source bucket and key: sourcebucket/sourcekey");
        }
        Optional<String> version =
                question < 0 ? Optional.empty() : Optional.of(header.substring(question + "?versionId=".length()));
        return new CopySource(relative.substring(0, slash), relative.substring(slash + 1), version);
    }
}
