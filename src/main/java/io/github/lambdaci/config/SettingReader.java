package io.github.lambdaci.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.failure.ProjectException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads settings: names that the vocabulary knows, with values of their kinds. */
final class SettingReader {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Vocabulary vocabulary;

    SettingReader(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    Key key(String name) {
        return vocabulary.find(name).orElseThrow();
    }

    /** Refuses what is no word of a part without settings. */
    void refuseUnknown(Parts parts) {
        for (Tree.Field field : parts.fields()) {
            if (!parts.scope().words().contains(field.name())) {
                throw unknown(field, parts);
            }
        }
    }

    /** The settings among the parts, of which every one must be known. */
    Map<String, Setting> of(Parts parts) {
        Map<String, Setting> settings = new LinkedHashMap<>();
        for (Tree.Field field : parts.fields()) {
            if (!parts.scope().words().contains(field.name())) {
                Key key = vocabulary.find(field.name()).orElseThrow(() -> unknown(field, parts));
                settings.put(key.name(), new Setting(key, field.place(), values(key, field)));
            }
        }
        return settings;
    }

    private ProjectException unknown(Tree.Field field, Parts parts) {
        String name = field.name();
        String in = parts.where().isEmpty() ? "at the top of the file" : "in " + parts.where();
        String homes = Scope.homes(name, vocabulary.find(name).isPresent());
        if (!homes.isEmpty()) {
            return field.place().refuses("'" + name + "' does not belong " + in, "it belongs into " + homes);
        }
        List<String> known = new ArrayList<>(parts.scope().words());
        if (parts.scope().hasSettings()) {
            vocabulary.keys().forEach(key -> known.add(key.name()));
        }
        String hint = Vocabulary.nearest(name, known)
                .map(near -> "did you mean '" + near + "'?")
                .orElse(
                        parts.scope().hasSettings()
                                ? "settings are called like options of the command line, without dashes in front: lambda-ci"
                                        + " --help"
                                : "there are defaults, functions and environments");
        return field.place().refuses("there is no setting '" + name + "' " + in, hint);
    }

    private List<Template> values(Key key, Tree.Field field) {
        Tree value = field.value();
        if (key.kind() == Key.Kind.LIST && value instanceof Tree.Items list) {
            return list.items().stream().map(item -> text(key, item)).toList();
        }
        if (key.kind() == Key.Kind.JSON && !(value instanceof Tree.Scalar)) {
            return List.of(Template.of(json(value).toString(), value.place()));
        }
        return List.of(text(key, value));
    }

    private Template text(Key key, Tree value) {
        if (!(value instanceof Tree.Scalar scalar) || scalar.type() == Tree.Type.NOTHING) {
            throw value.place()
                    .refuses(key.name() + " must be " + form(key) + ", not " + value.kind(), key.description());
        }
        Template template = Template.of(scalar.text(), scalar.place());
        boolean fits = switch (key.kind()) {
            case FLAG -> List.of("true", "false").contains(scalar.text());
            case NUMBER -> scalar.text().matches("\\d+");
            case CHOICE -> key.choices().contains(scalar.text());
            case TEXT, LIST -> scalar.type() != Tree.Type.FLAG;
            case JSON, OPTIONAL -> true;
        };
        // Whether what is looked up fits is found out when it is there.
        if (!fits && template.isLiteral()) {
            throw scalar.place()
                    .refuses(key.name() + " must be " + form(key) + ", not " + scalar.kind(), key.description());
        }
        return template;
    }

    private static String form(Key key) {
        return key.kind() == Key.Kind.CHOICE
                ? "one of " + String.join(", ", key.choices())
                : key.kind().toString();
    }

    private static JsonNode json(Tree tree) {
        if (tree instanceof Tree.Fields mapping) {
            ObjectNode object = JSON.createObjectNode();
            mapping.fields().forEach(field -> object.set(field.name(), json(field.value())));
            return object;
        }
        if (tree instanceof Tree.Items list) {
            ArrayNode array = JSON.createArrayNode();
            list.items().forEach(item -> array.add(json(item)));
            return array;
        }
        Tree.Scalar scalar = (Tree.Scalar) tree;
        return switch (scalar.type()) {
            case TEXT -> JSON.getNodeFactory().textNode(scalar.text());
            case FLAG -> JSON.getNodeFactory().booleanNode(Boolean.parseBoolean(scalar.text()));
            case NOTHING -> JSON.getNodeFactory().nullNode();
            case NUMBER -> number(scalar);
        };
    }

    /** Numbers of YAML that JSON does not have, such as infinity, stay texts. */
    private static JsonNode number(Tree.Scalar scalar) {
        try {
            return JSON.getNodeFactory().numberNode(new BigDecimal(scalar.text()));
        } catch (NumberFormatException e) {
            return JSON.getNodeFactory().textNode(scalar.text());
        }
    }
}
