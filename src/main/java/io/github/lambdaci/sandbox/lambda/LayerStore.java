package io.github.lambdaci.sandbox.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.sandbox.storage.FileNames;
import io.github.lambdaci.sandbox.storage.Json;
import io.github.lambdaci.sandbox.storage.StateDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The layers on disk, a document for each with all its versions; its numbers are never given twice. */
final class LayerStore {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9-_]{1,140}");
    private static final Pattern LAYER_ARN =
            Pattern.compile("arn:aws[a-zA-Z-]*:lambda:(?<region>[a-z0-9-]+):(?<account>\\d{12}):layer:"
                    + "(?<name>[a-zA-Z0-9-_]+)(?::(?<version>\\d+))?");

    private final StateDirectory state;
    private final String account;

    LayerStore(StateDirectory state, String account) {
        this.state = state;
        this.account = account;
    }

    /** A layer as a caller names it. */
    record Ref(String region, String account, String name) {
        String arn() {
            return "arn:aws:lambda:" + region + ":" + account + ":layer:" + name;
        }
    }

    /** A layer version as a caller names it. */
    record VersionRef(Ref layer, int version) {}

    /** The layer that a name or an ARN means. */
    Ref ref(String region, String nameOrArn) {
        Matcher arn = LAYER_ARN.matcher(nameOrArn);
        if (arn.matches()) {
            return new Ref(arn.group("region"), arn.group("account"), arn.group("name"));
        }
        if (!NAME.matcher(nameOrArn).matches()) {
            throw LambdaErrors.validation(
                    nameOrArn,
                    "layerName",
                    "satisfy regular expression pattern: (arn:[a-zA-Z0-9-]+:lambda:[a-zA-Z0-9-]+:\\d{12}:layer:"
                            + "[a-zA-Z0-9-_]+)|[a-zA-Z0-9-_]+");
        }
        return new Ref(region, account, nameOrArn);
    }

    /** The layer version that an ARN means; none if it is no layer version's ARN. */
    static Optional<VersionRef> versionRef(String arn) {
        Matcher form = LAYER_ARN.matcher(arn);
        return form.matches() && form.group("version") != null
                ? Optional.of(new VersionRef(
                        new Ref(form.group("region"), form.group("account"), form.group("name")),
                        Integer.parseInt(form.group("version"))))
                : Optional.empty();
    }

    private Path directory(String region) {
        return state.path("lambda", "layers", FileNames.of(region));
    }

    private Path document(Ref layer) {
        return directory(layer.region()).resolve(FileNames.of(layer.name()) + ".json");
    }

    ObjectNode load(Ref layer) throws IOException {
        return state.read(document(layer)).orElseGet(() -> Json.object().put("name", layer.name()));
    }

    void save(Ref layer, ObjectNode document) throws IOException {
        state.write(document(layer), document);
    }

    List<ObjectNode> all(String region) throws IOException {
        List<ObjectNode> layers = new ArrayList<>();
        for (Path file : StateDirectory.list(directory(region))) {
            state.read(file).ifPresent(layers::add);
        }
        return layers;
    }

    /** The versions of a layer, the newest first. */
    static List<ObjectNode> versions(ObjectNode layer) {
        List<ObjectNode> versions = new ArrayList<>();
        for (JsonNode version : layer.path("versions")) {
            versions.add(0, (ObjectNode) version);
        }
        return versions;
    }

    Optional<ObjectNode> find(VersionRef wanted) throws IOException {
        if (!wanted.layer().account().equals(account)) {
            return Optional.empty();
        }
        return versions(load(wanted.layer())).stream()
                .filter(version -> version.path("Version").asInt() == wanted.version())
                .findFirst();
    }
}
