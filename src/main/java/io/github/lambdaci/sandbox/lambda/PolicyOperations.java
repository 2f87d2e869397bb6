package io.github.lambdaci.sandbox.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.sandbox.http.Response;
import io.github.lambdaci.sandbox.storage.FileNames;
import io.github.lambdaci.sandbox.storage.Json;
import java.io.IOException;

/** Who else may call a function: kept and answered, and not enforced. */
final class PolicyOperations {
    private final FunctionStore functions;

    PolicyOperations(FunctionStore functions) {
        this.functions = functions;
    }

    private static ArrayNode statements(FunctionDocument function, FunctionRef ref) {
        return Json.elements(
                Json.child(function.json(), "policies"), ref.qualifier().orElse(""));
    }

    Response add(LambdaCall call) throws IOException {
        FunctionRef ref = call.function();
        ObjectNode answer = functions.change(ref, function -> {
            FunctionVersion unused = function.resolve(ref.qualifier());
            String id = call.text("StatementId").orElse("");
            for (JsonNode statement : statements(function, ref)) {
                if (statement.path("Sid").asText().equals(id)) {
                    throw LambdaErrors.conflict("The statement id (" + id
                            + ") provided already exists. Please provide a new statement id, or remove the existing"
                            + " statement.");
                }
            }
            ObjectNode statement = statement(call, ref, id);
            statements(function, ref).add(statement);
            return Json.object().put("Statement", statement.toString());
        });
        return Response.json(201, answer);
    }

    private static ObjectNode statement(LambdaCall call, FunctionRef ref, String id) {
        ObjectNode statement = Json.object().put("Sid", id).put("Effect", "Allow");
        String principal = call.text("Principal").orElse("");
        if (principal.endsWith(".amazonaws.com")) {
            statement.putObject("Principal").put("Service", principal);
        } else if (principal.equals("*")) {
            statement.put("Principal", "*");
        } else {
            String account = principal.startsWith("arn:") ? principal : "arn:aws:iam::" + principal + ":root";
            statement.putObject("Principal").put("AWS", account);
        }
        statement.put("Action", call.text("Action").orElse("")).put("Resource", ref.arn());
        call.text("SourceArn")
                .ifPresent(arn -> Json.child(Json.child(statement, "Condition"), "ArnLike")
                        .put("AWS:SourceArn", arn));
        call.text("SourceAccount")
                .ifPresent(account -> Json.child(Json.child(statement, "Condition"), "StringEquals")
                        .put("AWS:SourceAccount", account));
        return statement;
    }

    Response get(LambdaCall call) throws IOException {
        FunctionRef ref = call.function();
        FunctionDocument function = functions.get(ref);
        ArrayNode statements = statements(function, ref);
        if (statements.isEmpty()) {
            throw LambdaErrors.noSuchResource();
        }
        ObjectNode policy = Json.object().put("Version", "2012-10-17").put("Id", "default");
        policy.set("Statement", statements);
        return Response.json(
                200,
                Json.object()
                        .put("Policy", policy.toString())
                        .put("RevisionId", FileNames.digest(policy.toString()).substring(0, 32)));
    }

    Response remove(LambdaCall call) throws IOException {
        FunctionRef ref = call.function();
        return functions.change(ref, function -> {
            ArrayNode statements = statements(function, ref);
            for (int at = 0; at < statements.size(); at++) {
                if (statements.get(at).path("Sid").asText().equals(call.path("statement"))) {
                    statements.remove(at);
                    return Response.of(204);
                }
            }
            throw LambdaErrors.notFound("Statement " + call.path("statement") + " is not found in resource policy.");
        });
    }
}
