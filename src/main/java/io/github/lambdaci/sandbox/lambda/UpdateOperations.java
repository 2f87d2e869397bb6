package io.github.lambdaci.sandbox.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.sandbox.http.Response;
import io.github.lambdaci.sandbox.storage.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Changes the code and the configuration of functions, which takes AWS a while. */
final class UpdateOperations {
    private final FunctionStore functions;
    private final CodeStore codes;
    private final LayerReferences layers;
    private final VersionOperations versions;

    UpdateOperations(FunctionStore functions, CodeStore codes, LayerReferences layers, VersionOperations versions) {
        this.functions = functions;
        this.codes = codes;
        this.layers = layers;
        this.versions = versions;
    }

    Response code(LambdaCall call) throws IOException {
        FunctionRef ref = call.function().unqualified();
        // Who asks for the wrong function, or at the wrong time, need not wait until the code is looked at.
        functions.get(ref).requireSettled(call.text("RevisionId"));
        CodeFile code = codes.take(call, call.json())
                .orElseThrow(() -> LambdaErrors.invalid("Please provide a source for function code."));
        ObjectNode answer = call.json().path("DryRun").asBoolean()
                ? dryRun(functions.get(ref), call, code)
                : functions.change(ref, function -> update(function, call, code));
        return Response.json(200, answer);
    }

    private static ObjectNode changed(FunctionDocument function, LambdaCall call, CodeFile code) {
        FunctionVersion changed = new FunctionVersion(function.latest().config().deepCopy());
        changed.code(code);
        List<String> architectures = Json.texts(call.json().path("Architectures"));
        if (!architectures.isEmpty()) {
            if (!List.of(List.of("x86_64"), List.of("arm64")).contains(architectures)) {
                throw LambdaErrors.validation(
                        architectures.toString(), "architectures", "satisfy enum value set: [x86_64, arm64]");
            }
            changed.config().set("Architectures", call.json().path("Architectures"));
        }
        LayerReferences.requireSize(changed);
        return changed.config();
    }

    private static ObjectNode dryRun(FunctionDocument function, LambdaCall call, CodeFile code) {
        return function.describe(new FunctionVersion(changed(function, call, code)), Optional.empty());
    }

    private ObjectNode update(FunctionDocument function, LambdaCall call, CodeFile code) {
        function.requireSettled(call.text("RevisionId"));
        Optional<JsonNode> failure = Optional.ofNullable(function.json().get("failNextUpdate"));
        Instant settlesAt = settlesAt(function);
        function.beginUpdate(changed(function, call, code), settlesAt);
        if (!call.json().path("Publish").asBoolean()) {
            return function.describe(function.latest(), Optional.empty());
        }
        FunctionVersion version =
                versions.publishSettled(function, function.latest().config(), "", settlesAt);
        failure.ifPresent(reason -> version.internal().set("failure", reason));
        return function.describe(version, Optional.of(version.number()));
    }

    private Instant settlesAt(FunctionDocument function) {
        return function.now().plus(functions.settings().delays().update());
    }

    Response configuration(LambdaCall call) throws IOException {
        ObjectNode answer = functions.change(call.function().unqualified(), function -> {
            function.requireSettled(call.text("RevisionId"));
            ObjectNode changed = function.latest().config().deepCopy();
            ConfigurationFields.apply(changed, call.json());
            if (call.json().path("Layers").isArray()) {
                layers.attach(
                        new FunctionVersion(changed), Json.texts(call.json().path("Layers")));
            }
            LayerReferences.requireSize(new FunctionVersion(changed));
            function.beginUpdate(changed, settlesAt(function));
            return function.describe(function.latest(), Optional.empty());
        });
        return Response.json(200, answer);
    }
}
