package io.github.lambdaci.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.lambdaci.config.EffectiveConfig;
import io.github.lambdaci.config.EffectiveConfig.EffectiveFunction;
import io.github.lambdaci.config.EffectiveConfig.EffectiveValue;
import io.github.lambdaci.config.Key;
import java.util.Locale;

/** Writes what counts for functions as the JSON document that {@code docs/config.schema.json} describes. */
public final class ConfigJson {
    private ConfigJson() {}

    /** The document, over several lines, without a line break at its end. */
    public static String of(EffectiveConfig config) {
        ObjectNode root = JsonLayout.object();
        root.put("file", config.file().toString());
        root.put("environment", config.environment().orElse(null));
        ArrayNode functions = root.putArray("functions");
        config.functions().forEach(function -> functions.add(function(function)));
        return JsonLayout.text(root);
    }

    private static ObjectNode function(EffectiveFunction function) {
        ObjectNode node = JsonLayout.object();
        node.put("name", function.name());
        ArrayNode after = node.putArray("after");
        function.after().forEach(after::add);
        ArrayNode settings = node.putArray("settings");
        function.values().forEach(value -> settings.add(setting(value)));
        return node;
    }

    private static ObjectNode setting(EffectiveValue value) {
        ObjectNode node = JsonLayout.object();
        node.put("name", value.key().name());
        node.set("value", value.isSecret() ? NullNode.getInstance() : shown(value));
        node.put("secret", value.isSecret());
        node.put("from", value.origin().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        node.put("where", value.where().isEmpty() ? null : value.where());
        return node;
    }

    private static JsonNode shown(EffectiveValue value) {
        if (value.key().kind() == Key.Kind.LIST) {
            ArrayNode list = JsonLayout.array();
            value.texts().forEach(list::add);
            return list;
        }
        String text = String.join(",", value.texts());
        return value.key().kind() == Key.Kind.FLAG
                ? BooleanNode.valueOf(Boolean.parseBoolean(text))
                : TextNode.valueOf(text);
    }
}
