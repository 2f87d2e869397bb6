package io.github.lambdaci.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChainsTests {
    @Test
    void functionsOfWhichOneComesAfterAnotherHangTogetherByWayOfOthersToo() {
        Map<String, List<String>> after = new LinkedHashMap<>();
        after.put("orders", List.of());
        after.put("mail", List.of("orders"));
        after.put("reports", List.of());
        after.put("billing", List.of("mail", "ledger", "orders"));
        after.put("ledger", List.of());
        after.put("alone", List.of("not meant"));

        Chains chains = Chains.of(after);

        String chain = chains.of("orders");
        assertThat(List.of("mail", "billing", "ledger"))
                .allMatch(name -> chains.of(name).equals(chain));
        assertThat(chains.of("reports")).isEqualTo("reports");
        assertThat(chains.of("alone")).isEqualTo("alone");
    }
}
