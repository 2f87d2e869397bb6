package io.github.lambdaci.sandbox.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.sandbox.storage.Json;
import java.util.List;

/** A page of a list: the marker is the position at which the next one begins. */
final class Page {
    private static final int MOST = 50;

    private Page() {}

    static ObjectNode of(LambdaCall call, String field, List<ObjectNode> all) {
        String marker = call.http().query("Marker").orElse("0");
        if (!marker.matches("\\d{1,9}")) {
            throw LambdaErrors.invalid("Invalid marker: " + marker);
        }
        int from = Math.min(Integer.parseInt(marker), all.size());
        int to = Math.min(from + call.maxItems(MOST), all.size());
        ObjectNode answer = Json.object();
        answer.putArray(field).addAll(all.subList(from, to));
        return to < all.size() ? answer.put("NextMarker", Integer.toString(to)) : answer;
    }
}
