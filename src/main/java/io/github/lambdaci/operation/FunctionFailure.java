package io.github.lambdaci.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lambdaci.account.Invocation;
import io.github.lambdaci.json.JsonTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Why a function failed, as its runtime tells it.
 *
 * @param type the error's class or Lambda's name for it, if it is told
 * @param message what it says, or the whole answer of a runtime that tells in its own way
 * @param trace where it arose, with the indentation of the language
 * @param kind what kind of failure it is
 */
public record FunctionFailure(Optional<String> type, String message, List<String> trace, Kind kind) {

    /** What kind of failure it is: Lambda's own have remedies of their own. */
    public enum Kind {
        /** The code raised an error. */
        ERROR,
        /** It took longer than its timeout. */
        TIMEOUT,
        /** Its process was killed, as a rule because it needed more memory than it has. */
        KILLED,
        /** Its answer is larger than Lambda passes on. */
        ANSWER_TOO_LARGE
    }

    /** Reads what a function answered that failed. */
    public static FunctionFailure of(Invocation invocation) {
        JsonNode answer = JsonTree.readIfJson(invocation.payload());
        String message = answer.path("errorMessage").asText(invocation.payload().strip());
        Optional<String> type = Optional.of(answer.path("errorType").asText()).filter(text -> !text.isBlank());
        return new FunctionFailure(type, message, trace(answer, type, message), kind(type.orElse(""), message));
    }

    /** Python and Java name it {@code stackTrace}, Node.js {@code trace} with the message as its first line. */
    private static List<String> trace(JsonNode answer, Optional<String> type, String message) {
        JsonNode entries = answer.has("stackTrace") ? answer.get("stackTrace") : answer.path("trace");
        List<String> lines = new ArrayList<>();
        StreamSupport.stream(entries.spliterator(), false)
                .flatMap(entry -> entry.asText(entry.toString()).lines())
                .filter(line -> !line.isBlank())
                .forEach(lines::add);
        String headline = type.map(name -> name + ": ").orElse("")
                + message.lines().findFirst().orElse("");
        if (!lines.isEmpty() && lines.get(0).equals(headline)) {
            lines.remove(0);
        }
        return List.copyOf(lines);
    }

    private static Kind kind(String type, String message) {
        if (type.equals("Sandbox.Timedout") || message.contains("Task timed out after")) {
            return Kind.TIMEOUT;
        }
        if (type.equals("Runtime.OutOfMemory") || message.contains("signal: killed")) {
            return Kind.KILLED;
        }
        return type.equals("Function.ResponseSizeTooLarge") ? Kind.ANSWER_TOO_LARGE : Kind.ERROR;
    }
}
