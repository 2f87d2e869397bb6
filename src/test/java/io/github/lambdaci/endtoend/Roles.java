package io.github.lambdaci.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/** The role that functions need in an emulator, made without the SDK for IAM. */
final class Roles {
    static final String NAME = "lambda-ci-test";

    private Roles() {}

    static void create(URI endpoint) {
        create(endpoint, "testing");
    }

    /** The same in the account that an access key belongs to. */
    static void create(URI endpoint, String accessKey) {
        String policy = URLEncoder.encode("{\"Version\":\"2012-10-17\",\"Statement\":[]}", StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=" + accessKey
                                + "/20261121/us-east-1/iam/aws4_request, SignedHeaders=host," + " Signature=0")
                .POST(BodyPublishers.ofString("Action=CreateRole&Version=2010-05-08&RoleName=" + NAME
                        + "&AssumeRolePolicyDocument=" + policy))
                .build();
        try {
            // A second answer says that the role is there already, which is as good.
            int status = HttpClient.newHttpClient()
                    .send(request, BodyHandlers.discarding())
                    .statusCode();
            if (status >= 500) {
                throw new IllegalStateException("the emulator did not make a role: " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
