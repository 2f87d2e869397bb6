package io.github.lambdaci.sandbox.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.sandbox.http.Response;
import io.github.lambdaci.sandbox.storage.Json;
import io.github.lambdaci.sandbox.storage.StateDirectory;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Publishes, lists and deletes layer versions. */
final class LayerOperations {
    private static final int MOST_RUNTIMES = 15;
    private static final int MOST_ARCHITECTURES = 2;
    private static final int MOST_ON_A_PAGE = 50;

    private final StateDirectory state;
    private final LayerStore layers;
    private final CodeStore codes;
    private final LambdaSettings settings;

    LayerOperations(StateDirectory state, LayerStore layers, CodeStore codes, LambdaSettings settings) {
        this.state = state;
        this.layers = layers;
        this.codes = codes;
        this.settings = settings;
    }

    Response publish(LambdaCall call) throws IOException {
        LayerStore.Ref layer = layers.ref(call.region(), call.path("layer"));
        requireShort(call, "CompatibleRuntimes", MOST_RUNTIMES);
        requireShort(call, "CompatibleArchitectures", MOST_ARCHITECTURES);
        ConfigurationFields.requireDescription(call.json());
        CodeFile code = codes.take(call, call.json().path("Content"))
                .orElseThrow(() -> LambdaErrors.invalid("Please provide a source for the layer's content."));
        return state.exclusively(() -> {
            ObjectNode document = layers.load(layer);
            int number = document.path("next").asInt(1);
            ObjectNode version = version(call, layer, number, code);
            document.put("next", number + 1);
            Json.elements(document, "versions").add(version);
            layers.save(layer, document);
            return Response.json(201, described(call, version, true));
        });
    }

    private ObjectNode version(LambdaCall call, LayerStore.Ref layer, int number, CodeFile code) {
        ObjectNode version = Json.object()
                .put("LayerArn", layer.arn())
                .put("LayerVersionArn", layer.arn() + ":" + number)
                .put("Description", call.text("Description").orElse(""))
                .put("CreatedDate", FunctionVersion.time(settings.clock().instant()))
                .put("Version", number);
        for (String field : List.of("CompatibleRuntimes", "CompatibleArchitectures")) {
            if (call.json().path(field).isArray()) {
                version.set(field, call.json().path(field));
            }
        }
        call.text("LicenseInfo").ifPresent(license -> version.put("LicenseInfo", license));
        version.putObject("internal")
                .put("code", code.sha256())
                .put("codeSha256", code.base64())
                .put("size", code.size())
                .put("unzipped", code.unzipped());
        return version;
    }

    private static void requireShort(LambdaCall call, String field, int most) {
        JsonNode values = call.json().path(field);
        if (values.size() > most) {
            throw LambdaErrors.validation(values.toString(), field, "have length less than or equal to " + most);
        }
    }

    private static ObjectNode described(LambdaCall call, ObjectNode version, boolean withContent) {
        ObjectNode described = version.deepCopy();
        JsonNode internal = described.remove("internal");
        if (!withContent) {
            described.remove("LayerArn");
            return described;
        }
        described
                .putObject("Content")
                .put(
                        "Location",
                        CodeLocation.of(call.http(), internal.path("code").asText()))
                .put("CodeSha256", internal.path("codeSha256").asText())
                .put("CodeSize", internal.path("size").asLong());
        return described;
    }

    Response get(LambdaCall call) throws IOException {
        ObjectNode version = layers.find(versionRef(call)).orElseThrow(LambdaErrors::noSuchResource);
        return Response.json(200, described(call, version, true));
    }

    private LayerStore.VersionRef versionRef(LambdaCall call) {
        String number = call.path("version");
        if (!number.matches("\\d{1,9}")) {
            throw LambdaErrors.validation(number, "versionNumber", "be a number");
        }
        return new LayerStore.VersionRef(layers.ref(call.region(), call.path("layer")), Integer.parseInt(number));
    }

    /** Lists the layers with their newest versions, or finds a layer version by its ARN. */
    Response list(LambdaCall call) throws IOException {
        if (call.http().query("find").isPresent()) {
            return byArn(call);
        }
        List<ObjectNode> all = new java.util.ArrayList<>();
        for (ObjectNode layer : layers.all(call.region())) {
            Optional<ObjectNode> newest = LayerStore.versions(layer).stream()
                    .filter(version -> isCompatible(call, version))
                    .findFirst();
            if (newest.isPresent()) {
                ObjectNode entry = Json.object()
                        .put("LayerName", layer.path("name").asText())
                        .put("LayerArn", newest.get().path("LayerArn").asText());
                entry.set("LatestMatchingVersion", described(call, newest.get(), false));
                all.add(entry);
            }
        }
        return Response.json(200, Page.of(call, "Layers", all));
    }

    private Response byArn(LambdaCall call) throws IOException {
        String arn = call.http().query("Arn").orElse("");
        LayerStore.VersionRef wanted = LayerStore.versionRef(arn)
                .orElseThrow(() -> LambdaErrors.validation(arn, "arn", "be the ARN of a layer version"));
        ObjectNode version = layers.find(wanted).orElseThrow(LambdaErrors::noSuchResource);
        return Response.json(200, described(call, version, true));
    }

    /** Lists a layer's versions, the newest first; the marker is the last number of the page before. */
    Response listVersions(LambdaCall call) throws IOException {
        LayerStore.Ref layer = layers.ref(call.region(), call.path("layer"));
        int below = Integer.parseInt(call.http()
                .query("Marker")
                .filter(marker -> marker.matches("\\d{1,9}"))
                .orElse("" + Integer.MAX_VALUE));
        List<ObjectNode> matching = LayerStore.versions(layers.load(layer)).stream()
                .filter(version -> version.path("Version").asInt() < below && isCompatible(call, version))
                .toList();
        int size = Math.min(call.maxItems(MOST_ON_A_PAGE), matching.size());
        ObjectNode answer = Json.object();
        ArrayNode page = answer.putArray("LayerVersions");
        matching.subList(0, size).forEach(version -> page.add(described(call, version, false)));
        return Response.json(
                200,
                size < matching.size()
                        ? answer.put(
                                "NextMarker",
                                matching.get(size - 1).path("Version").asText())
                        : answer);
    }

    private static boolean isCompatible(LambdaCall call, ObjectNode version) {
        Map<String, String> filters =
                Map.of("CompatibleRuntime", "CompatibleRuntimes", "CompatibleArchitecture", "CompatibleArchitectures");
        return filters.entrySet().stream()
                .allMatch(filter -> call.http()
                        .query(filter.getKey())
                        .map(wanted ->
                                Json.texts(version.path(filter.getValue())).contains(wanted))
                        .orElse(true));
    }

    /** Deletes a version; functions that use it have its content by its hash and keep working. */
    Response delete(LambdaCall call) throws IOException {
        LayerStore.VersionRef wanted = versionRef(call);
        return state.exclusively(() -> {
            ObjectNode document = layers.load(wanted.layer());
            Iterator<JsonNode> versions = Json.elements(document, "versions").iterator();
            while (versions.hasNext()) {
                if (versions.next().path("Version").asInt() == wanted.version()) {
                    versions.remove();
                    layers.save(wanted.layer(), document);
                    break;
                }
            }
            return Response.of(204);
        });
    }
}
