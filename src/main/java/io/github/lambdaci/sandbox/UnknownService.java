package io.github.lambdaci.sandbox;

import io.github.lambdaci.sandbox.http.AwsError;
import io.github.lambdaci.sandbox.http.Request;
import io.github.lambdaci.sandbox.http.Response;
import io.github.lambdaci.sandbox.http.Service;
import io.github.lambdaci.sandbox.http.XmlWriter;
import io.github.lambdaci.sandbox.storage.Json;

/** The services that the sandbox does not have; it says so in the form that the caller's protocol expects. */
final class UnknownService implements Service {
    private final String name;

    UnknownService(String name) {
        this.name = name;
    }

    @Override
    public Response handle(Request request) {
        String target = request.header("x-amz-target").orElse(request.method() + " " + request.rawPath());
        throw AwsError.notImplemented("the service " + name + " (" + target + ")");
    }

    @Override
    public Response failure(Request request, AwsError error) {
        boolean form = request.header("content-type").orElse("").startsWith("application/x-www-form-urlencoded");
        Response response = form
                ? Response.xml(
                        error.status(),
                        XmlWriter.root("ErrorResponse", "")
                                .open("Error")
                                .element("Code", error.code())
                                .element("Message", error.message())
                                .close())
                : Response.json(
                        error.status(),
                        Json.object().put("__type", error.code()).put("message", error.message()));
        return response.with("x-amzn-errortype", error.code()).with("x-amzn-requestid", request.id());
    }
}
