package io.github.lambdaci.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTreeTests {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"a\":{\"b\":[1,2,{\"c\":null}],\"d\":[]},\"e\":{}}",
                "{\"a\":1,\"a\":2}",
                "[true,false,null,-1,2147483648,9223372036854775808]",
                "\"line\\nbreak \\u00e9 \\\"quoted\\\"\"",
                "{\"a\":1} trailing",
                ""
            })
    void readsAndWritesWhatAMapperDoes(String json) throws IOException {
        var read = JsonTree.read(json);

        assertThat(read).isEqualTo(MAPPER.readTree(json));
        if (!json.isEmpty()) {
            assertThat(JsonTree.text(read))
                    .isEqualTo(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(read));
        }
    }

    @Test
    void readsFractionsAsTheyAreWritten() throws IOException {
        assertThat(JsonTree.read("[0.1, 1e3]").get(0).decimalValue()).isEqualByComparingTo("0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[1,", "{\"a\"}", "nonsense", "[1 2]", "}"})
    void refusesWhatIsNotJson(String json) {
        assertThatThrownBy(() -> JsonTree.read(json)).isInstanceOf(JsonProcessingException.class);
    }
}
