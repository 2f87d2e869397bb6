package io.github.lambdaci.sandbox.logs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.sandbox.storage.Json;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Makes, describes, tags and deletes log groups. */
final class GroupOperations {
    private static final int MOST = 50;
    private static final Pattern NAME = Pattern.compile("[.\\-_/#A-Za-z0-9]{1,512}");

    private final LogStore store;
    private final String account;

    GroupOperations(LogStore store, String account) {
        this.store = store;
        this.account = account;
    }

    static String arn(String region, String account, String group) {
        return "arn:aws:logs:" + region + ":" + account + ":log-group:" + group;
    }

    ObjectNode create(LogsRequest call) throws IOException {
        String name = call.group();
        if (!NAME.matcher(name).matches()) {
            throw LogErrors.invalid("1 validation error detected: Value '" + name + "' at 'logGroupName' failed to"
                    + " satisfy constraint: Member must satisfy regular expression pattern: [\\.\\-_/#A-Za-z0-9]+");
        }
        return store.state().exclusively(() -> {
            if (store.findGroup(call.region(), name).isPresent()) {
                throw LogErrors.groupExists();
            }
            store.createGroup(call.region(), name);
            ObjectNode group = store.getGroup(call.region(), name);
            Json.child(group, "tags").setAll(tagsOf(call));
            call.text("logGroupClass").ifPresent(value -> group.put("class", value));
            call.text("kmsKeyId").ifPresent(value -> group.put("kmsKeyId", value));
            store.saveGroup(call.region(), group);
            return Json.object();
        });
    }

    private static ObjectNode tagsOf(LogsRequest call) {
        return call.body().path("tags") instanceof ObjectNode tags ? tags : Json.object();
    }

    ObjectNode delete(LogsRequest call) throws IOException {
        return store.state().exclusively(() -> {
            JsonNode group = store.getGroup(call.region(), call.group());
            store.deleteGroup(call.region(), group.path("name").asText());
            return Json.object();
        });
    }

    ObjectNode describe(LogsRequest call) throws IOException {
        String prefix = call.text("logGroupNamePrefix").orElse("");
        String part = call.text("logGroupNamePattern").orElse("");
        List<ObjectNode> groups = store.groups(call.region()).stream()
                .filter(group -> name(group).startsWith(prefix) && name(group).contains(part))
                .sorted(Comparator.comparing(GroupOperations::name))
                .toList();
        ObjectNode answer = Json.object();
        ArrayNode page = answer.putArray("logGroups");
        int end = Math.min(call.offset() + call.limit(MOST), groups.size());
        for (int at = call.offset(); at < end; at++) {
            page.add(description(call.region(), groups.get(at)));
        }
        return end < groups.size() ? answer.put("nextToken", Integer.toString(end)) : answer;
    }

    private static String name(ObjectNode group) {
        return group.path("name").asText();
    }

    private ObjectNode description(String region, ObjectNode group) {
        String arn = arn(region, account, name(group));
        ObjectNode described = Json.object()
                .put("logGroupName", name(group))
                .put("creationTime", group.path("created").asLong())
                .put("metricFilterCount", 0)
                .put("arn", arn + ":*")
                .put("logGroupArn", arn)
                .put("storedBytes", 0)
                .put("logGroupClass", Json.text(group, "class").orElse("STANDARD"));
        Json.text(group, "kmsKeyId").ifPresent(key -> described.put("kmsKeyId", key));
        if (group.path("retentionInDays").isInt()) {
            described.set("retentionInDays", group.path("retentionInDays"));
        }
        return described;
    }

    ObjectNode retain(LogsRequest call) throws IOException {
        long days = call.number("retentionInDays").orElseThrow(() -> LogErrors.invalid("retentionInDays is missing"));
        return change(call, group -> group.put("retentionInDays", (int) days));
    }

    ObjectNode retainForever(LogsRequest call) throws IOException {
        return change(call, group -> group.remove("retentionInDays"));
    }

    ObjectNode tag(LogsRequest call) throws IOException {
        return change(call, group -> Json.child(group, "tags").setAll(tagsOf(call)));
    }

    ObjectNode untag(LogsRequest call) throws IOException {
        JsonNode keys = call.body().has("tagKeys")
                ? call.body().path("tagKeys")
                : call.body().path("tags");
        return change(call, group -> Json.child(group, "tags").remove(Json.texts(keys)));
    }

    ObjectNode tags(LogsRequest call) throws IOException {
        ObjectNode group = store.getGroup(call.region(), call.group());
        ObjectNode answer = Json.object();
        answer.set("tags", Json.child(group, "tags"));
        return answer;
    }

    private ObjectNode change(LogsRequest call, Consumer<ObjectNode> change) throws IOException {
        return store.state().exclusively(() -> {
            ObjectNode group = store.getGroup(call.region(), call.group());
            change.accept(group);
            store.saveGroup(call.region(), group);
            return Json.object();
        });
    }
}
