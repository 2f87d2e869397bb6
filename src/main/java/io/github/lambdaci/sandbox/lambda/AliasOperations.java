package io.github.lambdaci.sandbox.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.sandbox.http.Response;
import io.github.lambdaci.sandbox.storage.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Makes, moves, lists and deletes aliases. */
final class AliasOperations {
    private static final Pattern NAME = Pattern.compile("(?!^[0-9]+$)([a-zA-Z0-9-_]{1,128})");

    private final FunctionStore functions;

    AliasOperations(FunctionStore functions) {
        this.functions = functions;
    }

    Response create(LambdaCall call) throws IOException {
        String name = call.text("Name").orElse("");
        if (!NAME.matcher(name).matches()) {
            throw LambdaErrors.validation(
                    name, "name", "satisfy regular expression pattern: (?!^[0-9]+$)([a-zA-Z0-9-_]+)");
        }
        ObjectNode answer = functions.change(call.function().unqualified(), function -> {
            String arn = function.ref().qualified(name).arn();
            if (function.alias(name).isPresent()) {
                throw LambdaErrors.conflict("Alias already exists: " + arn);
            }
            ObjectNode alias = Json.object().put("AliasArn", arn).put("Name", name);
            alias.put("FunctionVersion", "").put("Description", "");
            change(function, alias, call.json());
            function.aliases().set(name, alias);
            return alias;
        });
        return Response.json(201, answer);
    }

    Response get(LambdaCall call) throws IOException {
        FunctionDocument function = functions.get(call.function().unqualified());
        return Response.json(200, find(function, call.path("alias")));
    }

    private static ObjectNode find(FunctionDocument function, String name) {
        return function.alias(name)
                .orElseThrow(() -> LambdaErrors.notFound("Cannot find alias arn: "
                        + function.ref().qualified(name).arn()));
    }

    Response update(LambdaCall call) throws IOException {
        return Response.json(
                200,
                functions.change(
                        call.function().unqualified(), function -> update(function, call.path("alias"), call.json())));
    }

    ObjectNode update(FunctionDocument function, String name, ObjectNode request) {
        ObjectNode alias = find(function, name);
        Json.text(request, "RevisionId")
                .filter(wanted -> !wanted.equals(alias.path("RevisionId").asText()))
                .ifPresent(wanted -> {
                    throw LambdaErrors.staleRevision("GetFunction/GetAlias");
                });
        ObjectNode changed = AliasTransition.without(function, alias);
        change(function, changed, request);
        function.aliases().set(name, changed);
        AliasTransition.moved(
                function, alias, changed, functions.settings().delays().provision());
        return changed;
    }

    /** Puts the fields of a request into an alias; weights that it does not mention stay, and must still fit. */
    private static void change(FunctionDocument function, ObjectNode alias, ObjectNode request) {
        ConfigurationFields.requireDescription(request);
        if (request.hasNonNull("Description")) {
            alias.set("Description", request.get("Description"));
        }
        Json.text(request, "FunctionVersion").ifPresent(version -> alias.put("FunctionVersion", version));
        if (request.hasNonNull("RoutingConfig")) {
            JsonNode weights = request.path("RoutingConfig").path("AdditionalVersionWeights");
            alias.remove("RoutingConfig");
            if (!weights.isEmpty()) {
                alias.putObject("RoutingConfig").set("AdditionalVersionWeights", weights);
            }
        }
        String primary = alias.path("FunctionVersion").asText();
        FunctionVersion version = published(function, primary);
        JsonNode weights = alias.path("RoutingConfig").path("AdditionalVersionWeights");
        requireWeights(function, version, weights);
        alias.put("RevisionId", FunctionDocument.newRevision());
    }

    private static FunctionVersion published(FunctionDocument function, String number) {
        if (!number.matches("\\$LATEST|[0-9]+")) {
            throw LambdaErrors.validation(
                    number, "functionVersion", "satisfy regular expression pattern: (\\$LATEST|[0-9]+)");
        }
        return function.resolve(Optional.of(number));
    }

    private static void requireWeights(FunctionDocument function, FunctionVersion primary, JsonNode weights) {
        if (weights.size() > 1) {
            throw LambdaErrors.invalid("Number of items in AdditionalVersionWeights cannot be greater than 1");
        }
        for (Map.Entry<String, JsonNode> weight : weights.properties()) {
            double share = weight.getValue().asDouble(-1);
            if (share < 0 || share > 1) {
                throw LambdaErrors.validation(
                        weight.getValue().asText(),
                        "routingConfig.additionalVersionWeights",
                        share < 0 ? "have value greater than or equal to 0.0" : "have value less than or equal to 1.0");
            }
            String other = weight.getKey();
            if (primary.number().equals(FunctionRef.LATEST) || other.equals(FunctionRef.LATEST)) {
                throw LambdaErrors.invalid("$LATEST is not supported for an alias pointing to more than 1 version");
            }
            if (other.equals(primary.number())) {
                throw LambdaErrors.invalid("Invalid function version " + other
                        + ". Function version in AdditionalVersionWeights should not be the same as the alias'"
                        + " FunctionVersion.");
            }
            FunctionVersion second = published(function, other);
            if (!second.config().path("Role").equals(primary.config().path("Role"))) {
                throw LambdaErrors.invalid("Invalid function version " + other
                        + ". Function versions of an alias must have the same execution role.");
            }
        }
    }

    Response delete(LambdaCall call) throws IOException {
        return functions.change(call.function().unqualified(), function -> {
            function.aliases().remove(List.of(call.path("alias")));
            function.provisioned().remove(List.of(call.path("alias")));
            return Response.of(204);
        });
    }

    Response list(LambdaCall call) throws IOException {
        FunctionDocument function = functions.get(call.function().unqualified());
        Optional<String> version = call.http().query("FunctionVersion");
        List<ObjectNode> all = new ArrayList<>();
        for (JsonNode alias : function.aliases()) {
            if (version.isEmpty()
                    || version.get().equals(alias.path("FunctionVersion").asText())) {
                all.add((ObjectNode) alias);
            }
        }
        all.sort(java.util.Comparator.comparing(alias -> alias.path("Name").asText()));
        return Response.json(200, Page.of(call, "Aliases", all));
    }
}
