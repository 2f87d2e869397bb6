package io.github.lambdaci.sandbox.lambda;

import io.github.lambdaci.sandbox.http.Request;
import io.github.lambdaci.sandbox.http.Response;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A method and a path with named parts, behind the date that each of Lambda's paths begins with. */
record Route(String method, List<String> parts, Operation operation) {
    /** What answers the calls of a route. */
    @FunctionalInterface
    interface Operation {
        Response answer(LambdaCall call) throws IOException;
    }

    static Route of(String methodAndPath, Operation operation) {
        int space = methodAndPath.indexOf(' ');
        String path = methodAndPath.substring(space + 1);
        return new Route(methodAndPath.substring(0, space), List.of(path.split("/", -1)), operation);
    }

    /** The named parts of the request's path; none if it is not this route's. */
    Optional<Map<String, String>> match(Request request) {
        if (!request.method().equals(method)) {
            return Optional.empty();
        }
        List<String> segments = new ArrayList<>(request.segments());
        if (segments.get(segments.size() - 1).isEmpty()) {
            segments.remove(segments.size() - 1);
        }
        if (segments.size() != parts.size() + 1) {
            return Optional.empty();
        }
        Map<String, String> named = new LinkedHashMap<>();
        for (int at = 0; at < parts.size(); at++) {
            String part = parts.get(at);
            String segment = segments.get(at + 1);
            if (part.startsWith("{")) {
                named.put(part.substring(1, part.length() - 1), segment);
            } else if (!part.equals(segment)) {
                return Optional.empty();
            }
        }
        return Optional.of(named);
    }
}
