package io.github.lambdaci.operation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.github.lambdaci.account.InvocationRequest;
import io.github.lambdaci.failure.ProjectException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * An event to invoke a function with: JSON that was checked here, so that what is wrong with it is said with its place, and
 * sent as it was written.
 *
 * @param text the JSON
 */
public record EventPayload(String text) {
    /** The event of those who have nothing to say. */
    public static final EventPayload EMPTY = new EventPayload("{}");

    private static final JsonFactory JSON = new JsonFactory();
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /**
     * Reads JSON in UTF-8; white space alone is an empty event.
     *
     * @param where what it is in, for messages, as in "event.json"
     * @throws ProjectException if it is something else
     */
    public static EventPayload of(byte[] content, String where) {
        return of(decoded(content, where), where);
    }

    /**
     * Reads JSON; white space alone is an empty event.
     *
     * @param where what it is in, for messages, as in "event.json"
     * @throws ProjectException if it is something else
     */
    public static EventPayload of(String content, String where) {
        String text = content.startsWith(BYTE_ORDER_MARK) ? content.substring(1) : content;
        if (text.isBlank()) {
            return EMPTY;
        }
        try (JsonParser parser = JSON.createParser(text)) {
            JsonToken first = parser.nextToken();
            if (first.isStructStart()) {
                parser.skipChildren();
            }
            if (parser.currentToken() == null) {
                throw refused(where, place(parser.currentLocation()) + "the end is missing", text);
            }
            if (parser.nextToken() != null) {
                throw refused(where, place(parser.currentTokenLocation()) + "there is more after its end", text);
            }
            return new EventPayload(text);
        } catch (JsonProcessingException e) {
            throw refused(where, place(e.getLocation()) + reason(e), text);
        } catch (IOException e) {
            throw new UncheckedIOException("a text can always be read", e);
        }
    }

    /**
     * The same, once it is known to be small enough for a call.
     *
     * @throws ProjectException if it is not
     */
    public EventPayload within(InvocationRequest.Type type) {
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > type.limit()) {
            String kind = type.name().toLowerCase(Locale.ROOT).replace('_', '-');
            throw new ProjectException(
                    String.format(
                            Locale.ROOT,
                            "the payload has %,d bytes, and Lambda takes %,d at most for the type %s",
                            bytes,
                            type.limit(),
                            kind),
                    "put the data into S3 and let the payload say where it is"
                            + (bytes > InvocationRequest.Type.REQUEST_RESPONSE.limit()
                                    ? ""
                                    : ", or use --type request-response"));
        }
        return this;
    }

    private static String decoded(byte[] content, String where) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        CharBuffer text = CharBuffer.allocate(content.length);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(bytes, text, true);
        if (result.isError()) {
            throw new ProjectException(
                    where + " is not text in UTF-8: byte " + (bytes.position() + 1) + " belongs to no character",
                    "save it as UTF-8; what PowerShell's > writes is UTF-16");
        }
        return text.flip().toString();
    }

    private static ProjectException refused(String where, String problem, String text) {
        boolean withoutQuotes = text.indexOf('"') < 0;
        return new ProjectException(
                where + " is not JSON: " + problem,
                withoutQuotes
                        ? "shells take double quotes away: put single quotes around it, as in '{\"id\": 1}', or give a file"
                                + " (@event.json) or standard input (-)"
                        : "correct it; Lambda takes nothing but JSON");
    }

    private static String place(JsonLocation location) {
        return "line " + location.getLineNr() + ", column " + location.getColumnNr() + ": ";
    }

    /** Without where in Java the text came from. */
    private static String reason(JsonProcessingException e) {
        return e.getOriginalMessage()
                .replaceAll("\\[Source: [^;]*; line: (\\d+), column: (\\d+)]", "line $1, column $2")
                .replaceAll("\\s+", " ");
    }
}
