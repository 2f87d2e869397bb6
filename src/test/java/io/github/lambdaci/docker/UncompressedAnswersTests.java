package io.github.lambdaci.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class UncompressedAnswersTests {
    private final List<Request> sent = new ArrayList<>();
    private boolean closed;

    private final DockerHttpClient client = new DockerHttpClient() {
        @Override
        public Response execute(Request request) {
            sent.add(request);
            throw new UnsupportedOperationException("there is no answer");
        }

        @Override
        public void close() {
            closed = true;
        }
    };

    @Test
    void aRequestIsSentAsItIsButForWhatItAccepts() throws IOException {
        InputStream body = new ByteArrayInputStream(new byte[0]);
        Request request = Request.builder()
                .method(Request.Method.PUT)
                .path("/containers/c0ffee/archive")
                .putHeader("content-type", "application/x-tar")
                .body(body)
                .build();

        try (DockerHttpClient uncompressed = new UncompressedAnswers(client)) {
            assertThatThrownBy(() -> uncompressed.execute(request)).isInstanceOf(UnsupportedOperationException.class);
        }

        assertThat(sent).singleElement().satisfies(said -> {
            assertThat(said.method()).isEqualTo("PUT");
            assertThat(said.path()).isEqualTo("/containers/c0ffee/archive");
            assertThat(said.body()).isSameAs(body);
            assertThat(said.headers())
                    .isEqualTo(Map.of("content-type", "application/x-tar", "Accept-Encoding", "identity"));
        });
        assertThat(closed).isTrue();
    }
}
