package io.github.lambdaci.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * The function of {@code terraform/modules/artifact-consumer}, called as Lambda calls it, by this machine's Python.
 *
 * @param endpoint the AWS that it works in
 * @param bucket the bucket that receives
 */
record ConsumerFunction(URI endpoint, String bucket) {
    private static final Path FOLDER = Path.of("terraform/modules/artifact-consumer");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CALL = "import json, sys, index; answer = index.handler(json.load(sys.stdin), None);"
            + " print('ANSWER', json.dumps(answer))";

    /** What a call came to; the answer is missing if it failed. */
    record Outcome(JsonNode answer, String log) {}

    Outcome call(JsonNode event) {
        ProcessBuilder builder = new ProcessBuilder(List.of("python3", "-B", "-c", CALL));
        builder.environment().putAll(Account.environment(endpoint));
        builder.environment().put("PYTHONPATH", FOLDER.toAbsolutePath().toString());
        builder.environment().put("BUCKET", bucket);
        builder.environment().put("AWS_DEFAULT_REGION", "us-east-1");
        builder.environment().put("NO_PROXY", "127.0.0.1");
        try {
            Process process = builder.redirectErrorStream(true).start();
            try (var in = process.getOutputStream()) {
                in.write(event.toString().getBytes(StandardCharsets.UTF_8));
            }
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int unused = process.waitFor();
            int answer = output.lastIndexOf("ANSWER ");
            return answer < 0
                    ? new Outcome(MissingNode.getInstance(), output)
                    : new Outcome(JSON.readTree(output.substring(answer + 7)), output.substring(0, answer));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
