package io.github.lambdaci.sandbox.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.sandbox.http.Response;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Publishes, lists and deletes versions. */
final class VersionOperations {
    private final FunctionStore functions;

    VersionOperations(FunctionStore functions) {
        this.functions = functions;
    }

    Response publish(LambdaCall call) throws IOException {
        ConfigurationFields.requireDescription(call.json());
        ObjectNode answer = functions.change(call.function().unqualified(), function -> {
            function.requireSettled(call.text("RevisionId"));
            String current = function.latest().codeSha256();
            call.text("CodeSha256").filter(wanted -> !wanted.equals(current)).ifPresent(wanted -> {
                throw LambdaErrors.invalid("CodeSHA256 (" + wanted
                        + ") is different from current CodeSHA256 in $LATEST (" + current
                        + "). Please try again with the CodeSHA256 in $LATEST.");
            });
            Instant activeAt = function.now().plus(functions.settings().delays().publish());
            FunctionVersion version = publishSettled(
                    function,
                    function.latest().config(),
                    call.text("Description").orElse(""),
                    activeAt);
            return function.describe(version, Optional.of(version.number()));
        });
        return Response.json(201, answer);
    }

    /** Publishes a configuration, unless the newest version is the same already: then that is the answer. */
    FunctionVersion publishSettled(FunctionDocument function, ObjectNode config, String description, Instant activeAt) {
        String identity = new FunctionVersion(config).identity();
        Optional<FunctionVersion> newest = function.newestVersion()
                .filter(version -> version.internal().path("identity").asText().equals(identity));
        if (newest.isPresent()) {
            return newest.get();
        }
        FunctionVersion version = new FunctionVersion(config.deepCopy());
        version.config().put("Version", function.nextVersion()).put("RevisionId", FunctionDocument.newRevision());
        if (!description.isEmpty()) {
            version.config().put("Description", description);
        }
        version.internal().put("identity", identity).put("activeAt", activeAt.toEpochMilli());
        JsonNode failure = function.json().remove("failNextVersion");
        if (failure != null) {
            version.internal().set("failure", failure);
        }
        function.versions().add(version.config());
        return version;
    }

    Response list(LambdaCall call) throws IOException {
        FunctionDocument function = functions.get(call.function().unqualified());
        List<ObjectNode> all = new ArrayList<>();
        all.add(function.describe(function.latest(), Optional.of(FunctionRef.LATEST)));
        all.addAll(published(function));
        return Response.json(200, Page.of(call, "Versions", all));
    }

    List<ObjectNode> published(FunctionDocument function) {
        List<ObjectNode> published = new ArrayList<>();
        for (JsonNode config : function.versions()) {
            FunctionVersion version = new FunctionVersion((ObjectNode) config);
            published.add(function.describe(version, Optional.of(version.number())));
        }
        return published;
    }

    /** Deletes a published version that no alias uses; one that is not there is no failure. */
    void delete(FunctionDocument function, String number) {
        if (number.equals(FunctionRef.LATEST)) {
            throw LambdaErrors.invalid("$LATEST version cannot be deleted without deleting the function.");
        }
        if (function.alias(number).isPresent()) {
            throw LambdaErrors.invalid("Deletion of aliases is not currently supported.");
        }
        List<String> using = new ArrayList<>();
        for (JsonNode alias : function.aliases()) {
            boolean weighted =
                    alias.path("RoutingConfig").path("AdditionalVersionWeights").has(number);
            if (weighted || alias.path("FunctionVersion").asText().equals(number)) {
                using.add(alias.path("Name").asText());
            }
        }
        if (!using.isEmpty()) {
            throw LambdaErrors.conflict(
                    "Unable to delete version because the following aliases reference it: " + using);
        }
        function.provisioned().remove(List.of(number));
        for (int at = 0; at < function.versions().size(); at++) {
            if (function.versions().get(at).path("Version").asText().equals(number)) {
                function.versions().remove(at);
            }
        }
    }
}
