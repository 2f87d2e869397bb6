package io.github.lambdaci.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.config.Key;
import io.github.lambdaci.config.Vocabulary;

/** Writes the JSON Schema of configuration files, by which editors complete and check them. */
public final class ConfigSchema {
    private static final String LOOKUP = "\\$\\{";
    private static final String NAME = "^[a-zA-Z0-9][a-zA-Z0-9_-]{0,63}$";
    private static final String SETTINGS = "#/definitions/settings/";

    private final Vocabulary vocabulary;

    private ConfigSchema(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** The schema, over several lines, without a line break at its end. */
    public static String of(Vocabulary vocabulary) {
        return JsonLayout.text(new ConfigSchema(vocabulary).root());
    }

    private ObjectNode root() {
        // The version that the language servers for YAML know.
        ObjectNode root = JsonLayout.object()
                .put("$schema", "http://json-schema.org/draft-07/schema#")
                .put("title", "Configuration of lambda-ci")
                .put("description", "Functions of a repository and the environments that they are shipped to.")
                .put("type", "object");
        root.putArray("required").add("functions");
        ObjectNode properties = root.putObject("properties");
        properties.putObject("$schema").put("type", "string");
        properties.set("defaults", defaults());
        properties.set("functions", named(function(), "The functions, by their names in this file."));
        properties.set("environments", named(environment(), "The environments, by their names."));
        root.put("additionalProperties", false);
        ObjectNode settings = root.putObject("definitions").putObject("settings");
        vocabulary.keys().forEach(key -> settings.set(key.name(), setting(key)));
        return root;
    }

    private ObjectNode defaults() {
        ObjectNode node = part("What holds for every function, unless something stronger says otherwise.");
        properties(node).set("function-name-pattern", pattern());
        return node;
    }

    private ObjectNode function() {
        ObjectNode node = part("A function.");
        properties(node).set("after", names("Functions of this file that are shipped before it."));
        return node;
    }

    private ObjectNode environment() {
        ObjectNode node = part("An environment.");
        ObjectNode properties = properties(node);
        properties
                .putObject("extends")
                .put("type", "string")
                .put("description", "Environment of this file whose settings hold here too, unless this one has them.");
        properties.set("function-name-pattern", pattern());
        properties.set("regions", names("Regions of AWS."));
        properties.set("waves", waves());
        properties.set(
                "functions",
                named(part("Settings of one function in this environment."), "Settings of single functions."));
        return node;
    }

    private static ObjectNode waves() {
        ObjectNode node = JsonLayout.object()
                .put("type", "array")
                .put(
                        "description",
                        "Environments of this file that are shipped to instead of this one, wave by wave: the next is begun when"
                                + " all of the one before was done.");
        ArrayNode forms = node.putObject("items").putArray("anyOf");
        forms.add(names("Environments of a wave."));
        ObjectNode wave = forms.addObject().put("type", "object");
        wave.putArray("required").add("environments");
        ObjectNode properties = wave.putObject("properties");
        properties.set("environments", names("Environments of this wave, one after another."));
        properties
                .putObject("pause")
                .put("type", "string")
                .put("description", "How long to wait before the next wave.");
        properties
                .putObject("check")
                .put("type", "string")
                .put("description", "Command of this machine's shell that must end with 0 before the next wave.");
        wave.put("additionalProperties", false);
        return node;
    }

    /** A mapping with all settings; each may be left out, and so may all. */
    private ObjectNode part(String description) {
        ObjectNode node = JsonLayout.object().put("description", description);
        node.putArray("type").add("object").add("null");
        ObjectNode properties = node.putObject("properties");
        vocabulary.keys().forEach(key -> properties.putObject(key.name()).put("$ref", SETTINGS + key.name()));
        node.put("additionalProperties", false);
        return node;
    }

    private static ObjectNode properties(ObjectNode part) {
        return (ObjectNode) part.get("properties");
    }

    private static ObjectNode named(ObjectNode part, String description) {
        ObjectNode node = JsonLayout.object().put("type", "object").put("description", description);
        node.putObject("patternProperties").set(NAME, part);
        node.put("additionalProperties", false);
        return node;
    }

    private static ObjectNode pattern() {
        return JsonLayout.object()
                .put("type", "string")
                .put("pattern", "\\{function\\}")
                .put(
                        "description",
                        "What functions are called in AWS, with {function} for the name in this file and"
                                + " {environment} for that of the environment.");
    }

    private static ObjectNode names(String description) {
        ObjectNode node = JsonLayout.object().put("description", description);
        ArrayNode forms = node.putArray("anyOf");
        forms.addObject().put("type", "string");
        forms.addObject().put("type", "array").putObject("items").put("type", "string");
        return node;
    }

    private static ObjectNode setting(Key key) {
        ObjectNode node = JsonLayout.object().put("description", key.description());
        ArrayNode forms = JsonLayout.array();
        switch (key.kind()) {
            case TEXT -> texts(node.putArray("type"));
            case JSON -> {
                return node;
            }
            case LIST -> {
                texts(forms.addObject().putArray("type"));
                texts(forms.addObject().put("type", "array").putObject("items").putArray("type"));
            }
            case FLAG -> forms.addObject().put("type", "boolean");
            case OPTIONAL -> node.putArray("type").add("string").add("boolean");
            case NUMBER -> forms.addObject().put("type", "integer");
            case CHOICE -> key.choices().forEach(forms.addObject().putArray("enum")::add);
        }
        if (!forms.isEmpty()) {
            if (key.kind() != Key.Kind.LIST) {
                forms.addObject().put("type", "string").put("pattern", LOOKUP);
            }
            node.set("anyOf", forms);
        }
        return node;
    }

    /** What YAML takes for a number is taken as it is written. */
    private static void texts(ArrayNode types) {
        types.add("string").add("number");
    }
}
