package io.github.lambdaci.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.permissions.Policy;

/** Writes a policy as IAM reads it. */
public final class PolicyJson {
    private static final JsonMapper JSON = new JsonMapper();

    private PolicyJson() {}

    /** The document, over several lines, without a line break at its end. */
    public static String of(Policy policy) {
        ObjectNode root = JSON.createObjectNode().put("Version", "2012-10-17");
        ArrayNode statements = root.putArray("Statement");
        policy.statements().forEach(statement -> statements.add(statement(statement)));
        try {
            return JSON.writer(new JsonLayout()).writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of strings can always be written", e);
        }
    }

    private static ObjectNode statement(Policy.Statement statement) {
        ObjectNode node = JSON.createObjectNode().put("Sid", statement.id()).put("Effect", "Allow");
        ArrayNode actions = node.putArray("Action");
        statement.actions().forEach(actions::add);
        ArrayNode resources = node.putArray("Resource");
        statement.resources().forEach(resources::add);
        if (!statement.keyPrefixes().isEmpty()) {
            // S3 also asks for this right where it says that an object is not there; no prefix is named then.
            ArrayNode prefixes =
                    node.putObject("Condition").putObject("StringLikeIfExists").putArray("s3:prefix");
            statement.keyPrefixes().forEach(prefixes::add);
        }
        return node;
    }
}
