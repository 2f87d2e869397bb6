package io.github.lambdaci.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaci.failure.LambdaCiException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every channel does. */
public abstract class ChannelContract {
    /** A channel to somebody who listens. */
    protected abstract Channel channel();

    /** A channel to somebody who is not there. */
    protected abstract Channel missing();

    /** What that somebody has heard, each as a text that has the title in it. */
    protected abstract List<String> heard();

    /** A message with characters that each protocol has to escape in its own way. */
    protected static Message message(String title) {
        return new Message(
                title,
                List.of("source: 1.4.0 & <later>", "by: \"somebody\" with 100 % é"),
                List.of("it failed"),
                Map.of("operation", "release", "state", "failed", "function", "orders", "alias", "latest"),
                "{\"title\":\"" + title + "\"}");
    }

    @Test
    void messagesGetThereInTheirOrder() {
        channel().deliver(message("first: one + one"));
        channel().deliver(message("second: two & two"));

        List<String> heard = heard();
        assertThat(heard).hasSize(2);
        assertThat(heard.get(0)).contains("first: one + one");
        assertThat(heard.get(1)).containsPattern("second: two (&|&amp;) two");
    }

    @Test
    void whoIsNotThereIsNamed() {
        Channel missing = missing();

        assertThatThrownBy(() -> missing.deliver(message("lost")))
                .isInstanceOfSatisfying(LambdaCiException.class, e -> {
                    assertThat(e.getMessage()).contains(missing.name()).contains("failed: ");
                    assertThat(e.hint()).isNotBlank();
                });
    }
}
