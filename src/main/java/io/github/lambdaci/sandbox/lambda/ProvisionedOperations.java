package io.github.lambdaci.sandbox.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.sandbox.http.AwsError;
import io.github.lambdaci.sandbox.http.Response;
import io.github.lambdaci.sandbox.storage.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Provisioned concurrency of versions and aliases: kept and told, and a reason for aliases to move slowly. */
final class ProvisionedOperations {
    private final FunctionStore functions;

    ProvisionedOperations(FunctionStore functions) {
        this.functions = functions;
    }

    Response put(LambdaCall call) throws IOException {
        FunctionRef ref = call.function();
        String qualifier = qualifier(ref);
        int wanted = call.json().path("ProvisionedConcurrentExecutions").asInt();
        if (wanted < 1) {
            throw LambdaErrors.validation(
                    Integer.toString(wanted),
                    "provisionedConcurrentExecutions",
                    "have value greater than or equal to 1");
        }
        ObjectNode answer = functions.change(ref.unqualified(), function -> {
            requireProvisionable(function, qualifier);
            ObjectNode config = Json.child(function.provisioned(), qualifier);
            config.put("requested", wanted)
                    .put("modified", FunctionVersion.time(function.now()))
                    .put(
                            "readyAt",
                            function.now()
                                    .plus(functions.settings().delays().provision())
                                    .toEpochMilli());
            return described(function, config);
        });
        return Response.json(202, answer);
    }

    private static void requireProvisionable(FunctionDocument function, String qualifier) {
        String unpublished = "Provisioned Concurrency Configs cannot be applied to unpublished function versions.";
        if (function.resolve(Optional.of(qualifier)).number().equals(FunctionRef.LATEST)) {
            throw LambdaErrors.invalid(unpublished);
        }
        if (function.alias(qualifier)
                .filter(alias -> alias.has("RoutingConfig"))
                .isPresent()) {
            throw LambdaErrors.invalid("Alias with weights can not be used with Provisioned Concurrency");
        }
    }

    private static String qualifier(FunctionRef ref) {
        return ref.qualifier().orElseThrow(() -> LambdaErrors.validation("null", "qualifier", "not be null"));
    }

    private static ObjectNode described(FunctionDocument function, JsonNode config) {
        boolean ready = function.now().toEpochMilli() >= config.path("readyAt").asLong();
        int requested = config.path("requested").asInt();
        return Json.object()
                .put("RequestedProvisionedConcurrentExecutions", requested)
                .put("AvailableProvisionedConcurrentExecutions", ready ? requested : 0)
                .put("AllocatedProvisionedConcurrentExecutions", ready ? requested : 0)
                .put("Status", ready ? "READY" : "IN_PROGRESS")
                .put("LastModified", config.path("modified").asText());
    }

    /** The configuration of one qualifier, or, with {@code List=ALL}, those of the whole function. */
    Response get(LambdaCall call) throws IOException {
        FunctionRef ref = call.function();
        FunctionDocument function = functions.get(ref.unqualified());
        if (call.http().query("List").isPresent()) {
            return Response.json(200, Page.of(call, "ProvisionedConcurrencyConfigs", all(function)));
        }
        String qualifier = qualifier(ref);
        FunctionVersion unused = function.resolve(Optional.of(qualifier));
        JsonNode config = function.provisioned().path(qualifier);
        if (config.isMissingNode()) {
            throw AwsError.of(
                            404,
                            "ProvisionedConcurrencyConfigNotFoundException",
                            "No Provisioned Concurrency Config found for this function")
                    .with("Type", "User");
        }
        return Response.json(200, described(function, config));
    }

    private static List<ObjectNode> all(FunctionDocument function) {
        List<ObjectNode> all = new ArrayList<>();
        for (Map.Entry<String, JsonNode> config : function.provisioned().properties()) {
            all.add(described(function, config.getValue())
                    .put(
                            "FunctionArn",
                            function.ref().qualified(config.getKey()).arn()));
        }
        return all;
    }

    Response delete(LambdaCall call) throws IOException {
        FunctionRef ref = call.function();
        String qualifier = qualifier(ref);
        return functions.change(ref.unqualified(), function -> {
            FunctionVersion unused = function.resolve(Optional.of(qualifier));
            function.alias(qualifier)
                    .ifPresent(alias -> function.aliases().set(qualifier, AliasTransition.without(function, alias)));
            function.provisioned().remove(List.of(qualifier));
            return Response.of(204);
        });
    }
}
