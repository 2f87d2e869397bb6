package io.github.lambdaci.packages;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.lambdaci.json.JsonTree;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The files that a {@code package.json} offers to others. */
final class EntryPoints {
    private static final List<String> FIELDS = List.of("main", "module", "browser", "exports", "imports", "bin");

    private EntryPoints() {}

    /** Their paths as they are written; none if the text is no JSON. */
    static Set<String> of(String text) {
        Set<String> paths = new HashSet<>();
        try {
            JsonNode root = JsonTree.read(text);
            FIELDS.forEach(field -> addTexts(root.path(field), paths));
        } catch (JsonProcessingException e) {
            // Fixtures of tests can be broken on purpose; Node.js could not read it either.
            return Set.of();
        }
        return paths;
    }

    private static void addTexts(JsonNode node, Set<String> texts) {
        if (node.isTextual()) {
            texts.add(node.asText());
        }
        node.forEach(child -> addTexts(child, texts));
    }
}
