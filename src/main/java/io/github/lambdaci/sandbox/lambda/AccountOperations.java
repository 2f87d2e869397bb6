package io.github.lambdaci.sandbox.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.sandbox.http.Response;
import io.github.lambdaci.sandbox.storage.Json;
import java.io.IOException;
import java.util.Optional;

/** What surrounds functions: the account's limits, tags, permissions, concurrency, and what no function here has. */
final class AccountOperations {
    private final FunctionStore functions;

    AccountOperations(FunctionStore functions) {
        this.functions = functions;
    }

    Response settings(LambdaCall call) throws IOException {
        long size = 0;
        int count = 0;
        for (FunctionDocument function : functions.all(call.region())) {
            size += function.latest().config().path("CodeSize").asLong();
            for (JsonNode version : function.versions()) {
                size += version.path("CodeSize").asLong();
            }
            count++;
        }
        ObjectNode answer = Json.object();
        answer.putObject("AccountLimit")
                .put("TotalCodeSize", 80_530_636_800L)
                .put("CodeSizeUnzipped", CodeStore.MOST_UNZIPPED)
                .put("CodeSizeZipped", 52_428_800)
                .put("ConcurrentExecutions", 1000)
                .put("UnreservedConcurrentExecutions", 1000);
        answer.putObject("AccountUsage").put("TotalCodeSize", size).put("FunctionCount", count);
        return Response.json(200, answer);
    }

    private FunctionRef tagged(LambdaCall call) {
        return FunctionRef.parse(call.path("arn"), Optional.empty(), call.account(), call.region())
                .unqualified();
    }

    Response tags(LambdaCall call) throws IOException {
        FunctionDocument function = functions.get(tagged(call));
        ObjectNode answer = Json.object();
        answer.set("Tags", Json.child(function.json(), "tags"));
        return Response.json(200, answer);
    }

    Response tag(LambdaCall call) throws IOException {
        return functions.change(tagged(call), function -> {
            if (call.json().path("Tags") instanceof ObjectNode tags) {
                Json.child(function.json(), "tags").setAll(tags);
            }
            return Response.of(204);
        });
    }

    Response untag(LambdaCall call) throws IOException {
        return functions.change(tagged(call), function -> {
            Json.child(function.json(), "tags").remove(call.http().queryAll("tagKeys"));
            return Response.of(204);
        });
    }

    Response codeSigning(LambdaCall call) throws IOException {
        FunctionDocument function = functions.get(call.function());
        return Response.json(
                200, Json.object().put("FunctionName", function.ref().name()));
    }

    Response concurrency(LambdaCall call) throws IOException {
        FunctionDocument function = functions.get(call.function().unqualified());
        return Response.json(200, concurrency(function));
    }

    private static ObjectNode concurrency(FunctionDocument function) {
        ObjectNode answer = Json.object();
        if (function.json().has("concurrency")) {
            answer.set("ReservedConcurrentExecutions", function.json().get("concurrency"));
        }
        return answer;
    }

    Response putConcurrency(LambdaCall call) throws IOException {
        return functions.change(call.function().unqualified(), function -> {
            function.json().set("concurrency", call.json().path("ReservedConcurrentExecutions"));
            return Response.json(200, concurrency(function));
        });
    }

    Response deleteConcurrency(LambdaCall call) throws IOException {
        return functions.change(call.function().unqualified(), function -> {
            Object unused = function.json().remove("concurrency");
            return Response.of(204);
        });
    }

    Response recursion(LambdaCall call) throws IOException {
        FunctionDocument unused = functions.get(call.function().unqualified());
        return Response.json(200, Json.object().put("RecursiveLoop", "Terminate"));
    }

    Response runtimeManagement(LambdaCall call) throws IOException {
        FunctionDocument function = functions.get(call.function().unqualified());
        return Response.json(
                200,
                Json.object()
                        .put("UpdateRuntimeOn", "Auto")
                        .put("FunctionArn", function.ref().unqualifiedArn()));
    }

    Response noEventInvokeConfig(LambdaCall call) throws IOException {
        FunctionDocument function = functions.get(call.function().unqualified());
        throw LambdaErrors.notFound(
                "The function " + function.ref().unqualifiedArn() + " doesn't have an EventInvokeConfig");
    }

    Response noUrlConfig(LambdaCall call) throws IOException {
        FunctionDocument unused = functions.get(call.function().unqualified());
        throw LambdaErrors.notFound("The resource you requested does not exist.");
    }

    /** Nothing can be made the source of a function's events here, so there is none. */
    Response noEventSources(LambdaCall call) {
        return Response.json(200, empty("EventSourceMappings"));
    }

    private static ObjectNode empty(String list) {
        return Json.object().set(list, Json.array());
    }
}
