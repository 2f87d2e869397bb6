package example;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;

/** A handler of a plain object, for which Lambda needs no interface: {@code example.Handler::handle}. */
public final class Handler {
    private static final ObjectMapper JSON = new ObjectMapper();

    public String handle(Map<String, Object> event) throws JsonProcessingException {
        return JSON.writeValueAsString(Map.of("from", "java", "keys", event.size()));
    }
}
