package io.github.lambdaci.sandbox.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.sandbox.http.Response;
import io.github.lambdaci.sandbox.storage.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes, describes, lists and deletes functions. */
final class FunctionOperations {
    private final FunctionStore functions;
    private final CodeStore codes;
    private final LayerReferences layers;
    private final VersionOperations versions;

    FunctionOperations(FunctionStore functions, CodeStore codes, LayerReferences layers, VersionOperations versions) {
        this.functions = functions;
        this.codes = codes;
        this.layers = layers;
        this.versions = versions;
    }

    Response create(LambdaCall call) throws IOException {
        FunctionRef ref = FunctionRef.parse(
                        call.text("FunctionName").orElse(""), Optional.empty(), call.account(), call.region())
                .unqualified();
        for (String field : List.of("Role", "Runtime", "Handler")) {
            if (call.text(field).isEmpty()) {
                throw LambdaErrors.invalid(
                        "Runtime, Handler and Role are mandatory parameters for functions created with"
                                + " deployment packages; " + field + " is missing.");
            }
        }
        CodeFile code = codes.take(call, call.json().path("Code"))
                .orElseThrow(() -> LambdaErrors.invalid("Please provide a source for function code."));
        return functions.state().exclusively(() -> {
            if (functions.exists(ref)) {
                throw LambdaErrors.conflict("Function already exist: " + ref.name());
            }
            FunctionDocument function = document(ref, call.json(), code);
            boolean publish = call.json().path("Publish").asBoolean();
            FunctionVersion result = publish
                    ? versions.publishSettled(function, function.latest().config(), "", settlesAt())
                    : function.latest();
            functions.save(function);
            return Response.json(
                    201, function.describe(result, publish ? Optional.of(result.number()) : Optional.empty()));
        });
    }

    private Instant settlesAt() {
        LambdaSettings settings = functions.settings();
        return settings.clock().instant().plus(settings.delays().create());
    }

    private FunctionDocument document(FunctionRef ref, ObjectNode request, CodeFile code) throws IOException {
        Instant now = functions.settings().clock().instant();
        FunctionDocument function = FunctionDocument.at(ref, Json.object().put("name", ref.name()), now);
        ObjectNode config = ConfigurationFields.defaults(ref);
        ConfigurationFields.apply(config, request);
        if (request.path("Architectures").size() > 0) {
            config.set("Architectures", request.path("Architectures"));
        }
        function.json().set("latest", config);
        function.latest().code(code);
        layers.attach(function.latest(), Json.texts(request.path("Layers")));
        LayerReferences.requireSize(function.latest());
        Json.child(function.json(), "tags").setAll(tags(request));
        function.begin("create", settlesAt());
        return function;
    }

    private static ObjectNode tags(ObjectNode request) {
        return request.path("Tags") instanceof ObjectNode tags ? tags : Json.object();
    }

    Response get(LambdaCall call) throws IOException {
        FunctionRef ref = call.function();
        FunctionDocument function = functions.get(ref);
        FunctionVersion version = function.resolve(ref.qualifier());
        ObjectNode answer = Json.object();
        answer.set("Configuration", function.describe(version, ref.qualifier()));
        answer.putObject("Code")
                .put("RepositoryType", "S3")
                .put("Location", CodeLocation.of(call.http(), version.code()));
        ObjectNode tags = Json.child(function.json(), "tags");
        if (!tags.isEmpty()) {
            answer.set("Tags", tags);
        }
        if (function.json().has("concurrency")) {
            answer.putObject("Concurrency")
                    .set("ReservedConcurrentExecutions", function.json().get("concurrency"));
        }
        return Response.json(200, answer);
    }

    Response getConfiguration(LambdaCall call) throws IOException {
        FunctionRef ref = call.function();
        FunctionDocument function = functions.get(ref);
        return Response.json(200, function.describe(function.resolve(ref.qualifier()), ref.qualifier()));
    }

    Response list(LambdaCall call) throws IOException {
        boolean everyVersion = call.http().query("FunctionVersion").orElse("").equals("ALL");
        List<ObjectNode> all = new ArrayList<>();
        for (FunctionDocument function : functions.all(call.region())) {
            all.add(function.describe(
                    function.latest(), everyVersion ? Optional.of(FunctionRef.LATEST) : Optional.empty()));
            if (everyVersion) {
                all.addAll(versions.published(function));
            }
        }
        return Response.json(200, Page.of(call, "Functions", all));
    }

    Response delete(LambdaCall call) throws IOException {
        FunctionRef ref = call.function();
        return functions.state().exclusively(() -> {
            FunctionDocument function = functions.get(ref);
            if (ref.qualifier().isEmpty()) {
                functions.delete(ref);
            } else {
                versions.delete(function, ref.qualifier().get());
                functions.save(function);
            }
            return Response.of(204);
        });
    }
}
