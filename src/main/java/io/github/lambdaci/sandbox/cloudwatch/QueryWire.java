package io.github.lambdaci.sandbox.cloudwatch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import io.github.lambdaci.sandbox.http.AwsError;
import io.github.lambdaci.sandbox.http.Request;
import io.github.lambdaci.sandbox.http.Response;
import io.github.lambdaci.sandbox.http.XmlWriter;
import io.github.lambdaci.sandbox.storage.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The old form protocol: parameters like {@code Dimensions.member.1.Name}, answers in XML; all values are text. */
final class QueryWire implements Wire {
    private static final String NAMESPACE = "http://monitoring.amazonaws.com/doc/2010-08-01/";

    @Override
    public Call read(Request request) throws IOException {
        String form = new String(request.body().readNBytes(CloudWatchApi.LARGEST), StandardCharsets.UTF_8);
        Map<String, String> parameters = new LinkedHashMap<>(request.query());
        parameters.putAll(Request.parameters(form));
        String operation = parameters.getOrDefault("Action", "an operation without a name");
        parameters.keySet().removeAll(List.of("Action", "Version"));
        ObjectNode tree = Json.object();
        parameters.forEach((name, value) -> put(tree, List.of(name.split("\\.", -1)), value));
        return new Call(operation, (ObjectNode) lists(tree));
    }

    private static void put(ObjectNode tree, List<String> path, String value) {
        if (path.size() == 1) {
            tree.put(path.get(0), value);
        } else {
            put(Json.child(tree, path.get(0)), path.subList(1, path.size()), value);
        }
    }

    /** Makes lists of what has members; their numbers only order them. */
    private static JsonNode lists(JsonNode node) {
        if (!node.isObject()) {
            return node;
        }
        if (node.path("member").isObject()) {
            ArrayNode list = Json.array();
            node.path("member").properties().stream()
                    .sorted(java.util.Comparator.comparingInt(QueryWire::number))
                    .forEach(member -> list.add(lists(member.getValue())));
            return list;
        }
        ObjectNode object = Json.object();
        node.properties().forEach(field -> object.set(field.getKey(), lists(field.getValue())));
        return object;
    }

    private static int number(Map.Entry<String, JsonNode> member) {
        return member.getKey().matches("\\d{1,9}") ? Integer.parseInt(member.getKey()) : Integer.MAX_VALUE;
    }

    @Override
    public Response answer(Request request, String operation, ObjectNode result) {
        XmlWriter body = XmlWriter.root(operation + "Response", NAMESPACE).open(operation + "Result");
        write(body, result);
        body.close().open("ResponseMetadata").element("RequestId", request.id()).close();
        return Response.xml(200, body);
    }

    private static void write(XmlWriter body, JsonNode node) {
        node.properties().forEach(field -> write(body, field.getKey(), field.getValue()));
    }

    private static void write(XmlWriter body, String name, JsonNode node) {
        if (node.isArray()) {
            body.open(name);
            node.forEach(element -> write(body, "member", element));
            body.close();
        } else if (node.isObject()) {
            body.open(name);
            write(body, node);
            body.close();
        } else {
            // An Instant's own text is what a time looks like in XML.
            body.element(name, node instanceof POJONode pojo ? String.valueOf(pojo.getPojo()) : node.asText());
        }
    }

    @Override
    public Response failure(Request request, AwsError error) {
        XmlWriter body = XmlWriter.root("ErrorResponse", NAMESPACE)
                .open("Error")
                .element("Type", error.status() < 500 ? "Sender" : "Receiver")
                .element("Code", CloudWatchErrors.queryCode(error))
                .element("Message", error.message())
                .close()
                .element("RequestId", request.id());
        return Response.xml(error.status(), body);
    }
}
