package io.github.lambdaci.sandbox.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.sandbox.http.Request;
import io.github.lambdaci.sandbox.storage.Json;
import java.util.Map;
import java.util.Optional;

/** A call of Lambda: the request, the parts of its path that have names, and its body. */
record LambdaCall(Request http, String account, Map<String, String> path, LambdaBody body) {
    String region() {
        return http.region();
    }

    boolean has(String pathPart) {
        return path.containsKey(pathPart);
    }

    String path(String name) {
        return path.getOrDefault(name, "");
    }

    ObjectNode json() {
        return body.json();
    }

    Optional<String> text(String field) {
        return Json.text(body.json(), field);
    }

    /** The function of the path, with the qualifier of the query if there is one. */
    FunctionRef function() {
        return FunctionRef.parse(path("function"), http.query("Qualifier"), account, region());
    }

    /** How many things the caller wants at most on one page. */
    int maxItems(int most) {
        String wanted = http.query("MaxItems").orElse(Integer.toString(most));
        if (!wanted.matches("\\d{1,6}") || Integer.parseInt(wanted) < 1) {
            throw LambdaErrors.validation(wanted, "maxItems", "have value greater than or equal to 1");
        }
        return Math.min(Integer.parseInt(wanted), most);
    }
}
