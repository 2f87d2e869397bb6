package io.github.lambdaci.docker;

import com.github.dockerjava.transport.DockerHttpClient;
import java.io.IOException;

/** Asks for answers as they are: an engine on this machine takes longer to compress packages than to hand them over. */
record UncompressedAnswers(DockerHttpClient client) implements DockerHttpClient {
    @Override
    public Response execute(Request request) {
        return client.execute(Request.builder()
                .from(request)
                .putHeader("Accept-Encoding", "identity")
                .build());
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
