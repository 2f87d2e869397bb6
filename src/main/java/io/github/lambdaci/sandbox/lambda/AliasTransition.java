package io.github.lambdaci.sandbox.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The weights that Lambda itself gives to an alias with provisioned concurrency that is moved: until the new version is
 * provisioned, every call goes to the one before (terraform-provider-aws pull request 48116).
 */
final class AliasTransition {
    private static final String UNTIL = "transitionUntil";
    private static final String FROM = "transitionFrom";
    /** Chosen when the transition begins, as whoever reads the alias after it must be told the same one. */
    private static final String REVISION = "settledRevision";

    private AliasTransition() {}

    /** Takes away the weights whose time is over; the alias is another then, for who names a revision. */
    static void endAll(FunctionDocument function) {
        for (Map.Entry<String, JsonNode> entry : function.provisioned().properties()) {
            ObjectNode provisioned = (ObjectNode) entry.getValue();
            if (provisioned.has(UNTIL)
                    && function.now().toEpochMilli() >= provisioned.path(UNTIL).asLong()) {
                function.alias(entry.getKey()).ifPresent(alias -> {
                    alias.remove(List.of("RoutingConfig"));
                    alias.put("RevisionId", provisioned.path(REVISION).asText());
                });
                provisioned.remove(List.of(UNTIL, FROM, REVISION));
            }
        }
    }

    /** A copy of the alias as its owner made it, without weights that are Lambda's own. */
    static ObjectNode without(FunctionDocument function, ObjectNode alias) {
        ObjectNode copy = alias.deepCopy();
        if (function.provisioned().path(alias.path("Name").asText()).has(UNTIL)) {
            copy.remove(List.of("RoutingConfig"));
        }
        return copy;
    }

    /** Gives Lambda's weights to an alias that was moved, or that is still on the way; weights of the owner win. */
    static void moved(FunctionDocument function, ObjectNode before, ObjectNode after, Duration delay) {
        if (!(function.provisioned().get(after.path("Name").asText()) instanceof ObjectNode provisioned)) {
            return;
        }
        String from = before.path("FunctionVersion").asText();
        if (!from.equals(after.path("FunctionVersion").asText())) {
            long until = function.now().plus(delay).toEpochMilli();
            provisioned
                    .put(FROM, from)
                    .put(UNTIL, until)
                    .put("readyAt", until)
                    .put(REVISION, FunctionDocument.newRevision());
        }
        if (after.has("RoutingConfig")) {
            provisioned.remove(List.of(UNTIL, FROM, REVISION));
        } else if (function.now().toEpochMilli() < provisioned.path(UNTIL).asLong()) {
            after.putObject("RoutingConfig")
                    .putObject("AdditionalVersionWeights")
                    .put(provisioned.path(FROM).asText(), 1.0);
        }
    }
}
