package io.github.lambdaci.config;

import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.failure.WorkspaceException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads a file of YAML 1.2, of which JSON is a part. */
final class YamlFile {
    /** Far more than a file has that people write; aliases in aliases would make any number of values of a few lines. */
    private static final int MOST_VALUES = 20_000;

    private static final int DEEPEST = 30;

    private final Path path;
    private int values;

    private YamlFile(Path path) {
        this.path = path;
    }

    /**
     * Reads a file.
     *
     * @return what it holds; nothing if it is empty
     * @throws ProjectException if it is not there, or is no YAML
     */
    static Optional<Tree> read(Path path) {
        YamlFile file = new YamlFile(path);
        return file.compose(text(path)).map(node -> file.tree(node, 0));
    }

    private static String text(Path path) {
        try {
            return Files.readString(path).replaceFirst("^\uFEFF", "");
        } catch (NoSuchFileException e) {
            throw new ProjectException(
                    "there is no configuration file '" + path + "'",
                    "check --config, which is relative to the current folder; 'lambda-ci init' writes a first one",
                    e);
        } catch (CharacterCodingException e) {
            throw new ProjectException("'" + path + "' is not text in UTF-8", "save it as UTF-8", e);
        } catch (IOException e) {
            throw WorkspaceException.of("reading " + path, e);
        }
    }

    private Optional<Node> compose(String text) {
        LoadSettings settings = LoadSettings.builder().setLabel(path.toString()).build();
        try {
            return new Compose(settings).composeString(text);
        } catch (MarkedYamlEngineException e) {
            throw refused(e);
        } catch (YamlEngineException e) {
            throw new ProjectException("'" + path + "' is not YAML: " + e.getMessage(), "correct it", e);
        }
    }

    private ProjectException refused(MarkedYamlEngineException e) {
        // What has no end is told where it begins.
        boolean endless = e.getProblem().contains("end of stream");
        Optional<Mark> mark = endless ? e.getContextMark().or(e::getProblemMark) : e.getProblemMark();
        String context = e.getContext() == null ? "" : e.getContext() + ", ";
        return new ProjectException(
                place(mark) + ": this is not YAML: " + context + e.getProblem(),
                "look at this line and the one before it: indentation in spaces, a space after each colon, quotes around"
                        + " text that begins with a sign",
                e);
    }

    private Place place(Optional<Mark> mark) {
        return mark.map(found -> new Place(path, found.getLine() + 1, found.getColumn() + 1))
                .orElse(new Place(path, 1, 1));
    }

    private Tree tree(Node node, int depth) {
        Place place = place(node.getStartMark());
        values++;
        if (values > MOST_VALUES || depth > DEEPEST) {
            throw place.refuses(
                    "the file comes to too many values, or is too deep",
                    "anchors and aliases (& and *) make copies of copies: write the settings into defaults instead");
        }
        if (node instanceof MappingNode mapping) {
            return new Tree.Fields(fields(mapping, depth + 1), place);
        }
        if (node instanceof SequenceNode sequence) {
            return new Tree.Items(
                    sequence.getValue().stream()
                            .map(item -> tree(item, depth + 1))
                            .toList(),
                    place);
        }
        if (node instanceof ScalarNode scalar) {
            return new Tree.Scalar(scalar.getValue(), type(scalar.getTag()), place);
        }
        throw place.refuses("this cannot be read", "write a text, a list or a mapping");
    }

    private List<Tree.Field> fields(MappingNode mapping, int depth) {
        Map<String, Place> first = new HashMap<>();
        List<Tree.Field> fields = new ArrayList<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Place place = place(tuple.getKeyNode().getStartMark());
            if (!(tuple.getKeyNode() instanceof ScalarNode name)) {
                throw place.refuses("a name is missing here", "write 'name: value'");
            }
            @Nullable Place before = first.putIfAbsent(name.getValue(), place);
            if (before != null) {
                throw place.refuses(
                        "'" + name.getValue() + "' is there twice: the other one is at " + before,
                        "keep one of them, or give one another name");
            }
            fields.add(new Tree.Field(name.getValue(), place, tree(tuple.getValueNode(), depth)));
        }
        return fields;
    }

    private static Tree.Type type(Tag tag) {
        if (tag.equals(Tag.BOOL)) {
            return Tree.Type.FLAG;
        }
        if (tag.equals(Tag.NULL)) {
            return Tree.Type.NOTHING;
        }
        return tag.equals(Tag.INT) || tag.equals(Tag.FLOAT) ? Tree.Type.NUMBER : Tree.Type.TEXT;
    }
}
