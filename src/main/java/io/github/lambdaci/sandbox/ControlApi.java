package io.github.lambdaci.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.sandbox.http.AwsError;
import io.github.lambdaci.sandbox.http.Request;
import io.github.lambdaci.sandbox.http.Response;
import io.github.lambdaci.sandbox.http.Service;
import io.github.lambdaci.sandbox.lambda.CodeLocation;
import io.github.lambdaci.sandbox.lambda.LambdaApi;
import io.github.lambdaci.sandbox.storage.Json;
import java.io.IOException;

/** What AWS does not have: downloads without a signature, and failures on demand. */
final class ControlApi implements Service {
    static final String PATH = "/_sandbox/";

    private static final int LARGEST = 64 * 1024;

    private final LambdaApi lambda;

    ControlApi(LambdaApi lambda) {
        this.lambda = lambda;
    }

    @Override
    public Response handle(Request request) throws IOException {
        boolean read = request.method().equals("GET") || request.method().equals("HEAD");
        if (read && request.rawPath().startsWith(CodeLocation.PATH)) {
            return lambda.download(request);
        }
        String operation = request.method() + " " + request.rawPath();
        switch (operation) {
            case "POST /_sandbox/fail-next-update" ->
                lambda.functions().failNext(false, region(request), body(request));
            case "POST /_sandbox/fail-next-version" ->
                lambda.functions().failNext(true, region(request), body(request));
            default -> throw AwsError.notImplemented(operation);
        }
        return Response.of(204);
    }

    private static String region(Request request) {
        return request.query("region").orElse(request.region());
    }

    private static ObjectNode body(Request request) throws IOException {
        try {
            return Json.object(request.body().readNBytes(LARGEST));
        } catch (JsonProcessingException malformed) {
            throw AwsError.of(
                    400,
                    "InvalidRequest",
                    "The body must be a JSON object: {\"function\": NAME,"
                            + " \"reason\": TEXT, \"reasonCode\": CODE}");
        }
    }

    @Override
    public Response failure(Request request, AwsError error) {
        return Response.json(
                error.status(), Json.object().put("code", error.code()).put("message", error.message()));
    }
}
